import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { postsToldAt, ToldPost, ToldTranscript, transcriptsToldAt } from "#core/market-data";
import { ConflictError, type FactBatch, type Instant, NotFoundError, OperatorError } from "#core/model";
import { idempotencyKeys } from "#db";
import { contextFor, type Desk, operationNamed, parseInput, systemActor } from "#operations";
import { jsonText, textUpTo } from "../guards.ts";
import type { ServerEnv } from "../who-asks.ts";

/** The largest delivery, bytes: a long earnings call in writing is a tenth of it. */
const MAX_BYTES = 1024 * 1024;
/** How far the sender's clock may be from ours; an older signature may be a replay. */
const WINDOW_MS = 5 * 60_000;

/** What may be sent, and how it becomes facts. */
const KINDS: Record<string, (body: unknown, receivedAt: Instant) => FactBatch> = {
  posts: (body, receivedAt) => {
    const { posts } = parseInput("the posts webhook", PostsBody, body);
    return postsToldAt(posts, { collector: "webhook", receivedAt });
  },
  transcripts: (body, receivedAt) => {
    const { transcripts } = parseInput("the transcripts webhook", TranscriptsBody, body);
    return transcriptsToldAt(transcripts, { collector: "webhook", receivedAt });
  },
};
const PostsBody = z.strictObject({ posts: z.array(ToldPost).min(1).max(500) });
const TranscriptsBody = z.strictObject({ transcripts: z.array(ToldTranscript).min(1).max(20) });

/**
 * Takes signed deliveries of posts and transcripts: POST /webhooks/posts, /webhooks/transcripts. Their words are
 * stored as data of outside origin; nothing here reads them as more.
 *
 * @param secret shared with the senders; null refuses every delivery
 */
export function webhookRoutes(app: OpenAPIHono<ServerEnv>, desk: Desk, secret: string | null): void {
  app.post("/webhooks/:kind", async (c) => {
    const kind = c.req.param("kind");
    const factsOf = KINDS[kind];
    if (!factsOf) throw new NotFoundError("webhook", kind, `Send to ${Object.keys(KINDS).join(" or ")}.`);
    const body = await textUpTo(c.req.raw, MAX_BYTES);
    const signed = signedParts((name) => c.req.header(name));
    assertSigned(desk, secret, { ...signed, kind, body });
    const ctx = contextFor(desk, systemActor("collector"), { traceId: c.get("traceId") });
    const answer = await takenOnce(desk, `webhook:${kind}:${signed.id}`, body, async () => {
      const facts = factsOf(jsonText(body), desk.clock.now().toISOString());
      await operationNamed("recordFacts").perform(ctx, facts);
      const told = facts.posts?.length ?? facts.transcripts?.length ?? 0;
      return { id: signed.id, accepted: told, findings: facts.findings?.length ?? 0 };
    });
    return c.json(answer);
  });
}

/**
 * The same id and words get the same answer, however often they are sent; other words under the id are refused.
 * The id is kept after the facts: a desk that dies in between stores them a second time, which changes nothing.
 */
async function takenOnce(
  desk: Desk,
  key: string,
  body: string,
  take: () => Promise<object>,
): Promise<object> {
  const bodyHash = createHash("sha256").update(body).digest("hex");
  const [held] = await desk.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key));
  if (held && held.bodyHash !== bodyHash)
    throw new ConflictError("WEBHOOK_ID_REUSED", {
      what: "Another delivery came under this id.",
      why: "One id stands for one delivery.",
      fix: "Send it under a fresh x-quarterdeck-id.",
    });
  if (held?.response) return { ...JSON.parse(held.response), repeated: true };
  const answer = await take();
  await desk.db
    .insert(idempotencyKeys)
    .values({
      key,
      bodyHash,
      status: "done",
      response: JSON.stringify(answer),
      createdAt: desk.clock.now(),
    })
    .onConflictDoNothing();
  return { ...answer, repeated: false };
}

interface SignedParts {
  timestamp: string;
  id: string;
  signature: string;
}

function signedParts(header: (name: string) => string | undefined): SignedParts {
  return {
    timestamp: header("x-quarterdeck-timestamp") ?? "",
    id: header("x-quarterdeck-id") ?? "",
    signature: header("x-quarterdeck-signature") ?? "",
  };
}

/** HMAC-SHA256 of "<timestamp>.<id>.<kind>.<body>" in hex: what a delivery must carry as sha256=<hex>. */
export const signatureOf = (
  secret: string,
  { timestamp, id, kind, body }: Omit<SignedParts, "signature"> & { kind: string; body: string },
): string => createHmac("sha256", secret).update(`${timestamp}.${id}.${kind}.${body}`).digest("hex");

/** @throws OperatorError WEBHOOK_OFF or WEBHOOK_UNSIGNED */
function assertSigned(
  desk: Desk,
  secret: string | null,
  delivery: SignedParts & { kind: string; body: string },
): void {
  const reason = secret === null ? "no webhook secret is set" : faultOf(secret, delivery, desk.clock.now());
  if (reason === null) return;
  desk.log.warn({ webhook: delivery.kind, reason }, "a delivery was refused");
  if (secret === null)
    throw new OperatorError("WEBHOOK_OFF", "unavailable", {
      what: "This desk takes no deliveries.",
      why: "It has no secret to tell its senders by.",
      fix: "Set QUARTERDECK_WEBHOOK_SECRET and start again.",
    });
  throw new OperatorError("WEBHOOK_UNSIGNED", "permission", {
    what: `The delivery was refused: ${reason}.`,
    why: "Texts from a sender we cannot tell are not stored.",
    fix: "Sign it anew as docs/market-data.md describes, with the time of sending.",
  });
}

function faultOf(
  secret: string,
  delivery: SignedParts & { kind: string; body: string },
  now: Date,
): string | null {
  const { timestamp, id, signature } = delivery;
  if (!/^[\w.:-]{1,120}$/.test(id)) return "x-quarterdeck-id must be 1 to 120 letters, digits or . : _ -";
  if (!/^\d{10}$/.test(timestamp)) return "x-quarterdeck-timestamp must be seconds since 1970";
  if (Math.abs(Number(timestamp) * 1000 - now.getTime()) > WINDOW_MS)
    return "its time of sending is more than five minutes from now";
  const [, given] = /^sha256=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (!given) return "x-quarterdeck-signature must be sha256= and 64 hexadecimal digits";
  const isRight = timingSafeEqual(
    Buffer.from(given, "hex"),
    Buffer.from(signatureOf(secret, delivery), "hex"),
  );
  return isRight ? null : "its signature is not that of its words";
}
