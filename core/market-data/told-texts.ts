import { z } from "zod";
import {
  type CollectorName,
  type FactBatch,
  type Finding,
  type Instant,
  Post,
  Transcript,
} from "#core/model";

/** How far ahead of our clock a sender's may run, ms. */
const CLOCK_TOLERANCE_MS = 60_000;

const ours = { knownAt: true, source: true, collector: true } as const;

/** A social post as somebody outside sends it: we add when it reached us and who told it. */
export const ToldPost = Post.omit(ours)
  .extend({
    url: Post.shape.url.default(null),
    symbols: Post.shape.symbols.default([]),
    likes: Post.shape.likes.default(null),
  })
  .strict();
export type ToldPost = z.infer<typeof ToldPost>;

/** An earnings call as somebody outside sends it. */
export const ToldTranscript = Transcript.omit(ours)
  .extend({
    url: Transcript.shape.url.default(null),
    turns: z
      .array(
        Transcript.shape.turns.element
          .extend({ role: z.string().max(200).nullable().default(null) })
          .strict(),
      )
      .min(1)
      .max(2_000),
  })
  .strict();
export type ToldTranscript = z.infer<typeof ToldTranscript>;

/** Who told texts, and when they reached us. */
export interface Receipt {
  collector: CollectorName;
  receivedAt: Instant;
}

/** Posts as facts. One that is dated after its receipt is dated by the receipt, and a finding says so. */
export function postsToldAt(told: readonly ToldPost[], receipt: Receipt): FactBatch {
  const findings: Finding[] = [];
  const posts = told.map((post) => ({
    ...post,
    ...dated(post.occurredAt, `${post.platform}/${post.postId}`, "posts", receipt, findings),
  }));
  return { receivedAt: receipt.receivedAt, posts, findings };
}

/** Transcripts as facts, dated in the same way. */
export function transcriptsToldAt(told: readonly ToldTranscript[], receipt: Receipt): FactBatch {
  const findings: Finding[] = [];
  const transcripts = told.map((call) => ({
    ...call,
    ...dated(
      call.occurredAt,
      `${call.symbol} ${call.fiscalYear} Q${call.fiscalQuarter}`,
      "transcripts",
      receipt,
      findings,
    ),
  }));
  return { receivedAt: receipt.receivedAt, transcripts, findings };
}

function dated(
  occurredAt: Instant,
  subject: string,
  topic: string,
  { collector, receivedAt }: Receipt,
  findings: Finding[],
): { occurredAt: Instant; knownAt: Instant; source: "delayed"; collector: CollectorName } {
  const isAhead = Date.parse(occurredAt) > Date.parse(receivedAt) + CLOCK_TOLERANCE_MS;
  if (isAhead)
    findings.push({
      check: "future-date",
      severity: "warning",
      topic,
      subject: subject.slice(0, 200),
      interval: null,
      from: null,
      to: null,
      detail: `It says ${occurredAt}, which is after it reached us; it is dated by its receipt.`,
      collector,
      foundAt: receivedAt,
    });
  return {
    occurredAt: occurredAt > receivedAt ? receivedAt : occurredAt,
    knownAt: receivedAt,
    source: "delayed",
    collector,
  };
}
