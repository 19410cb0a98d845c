import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VendorError } from "../../collector.ts";
import { usableAnswers } from "./answers.ts";
import { CHARTS, OTHERS, QUOTES, SEARCHES, SUMMARIES } from "./testing/recordings.ts";
import {
  answerOf,
  collectAll,
  collectorOf,
  madeAt,
  Recording,
  serving,
  wishesFor,
} from "./testing/replay.ts";

/** Answers that others recorded, in the folder the environment names; ours cover the same shapes without them. */
const RECORDED = join(process.env.QUARTERDECK_RECORDINGS ?? "recordings", "yahoo");
const OURS = { CHARTS, QUOTES, SUMMARIES, SEARCHES, OTHERS };

const recordings: [string, Recording][] = [
  ...Object.entries(OURS).flatMap(([kind, shapes]) =>
    Object.entries(shapes).map(([name, one]): [string, Recording] => [
      `${kind.toLowerCase()} ${name}`,
      Recording.parse(one),
    ]),
  ),
  ...(existsSync(RECORDED) ? readdirSync(RECORDED) : [])
    .filter((name) => name.endsWith(".json"))
    .map((name): [string, Recording] => [
      name,
      Recording.parse(JSON.parse(readFileSync(join(RECORDED, name), "utf8"))),
    ]),
];

const hasJson = ({ request }: Recording): boolean => {
  const { hostname, pathname } = new URL(request.url);
  return hostname.startsWith("query") && !pathname.startsWith("/v1/test/");
};

describe("a recorded answer", () => {
  it.each(recordings)("%s is passed on as it is, or refused by name", async (_, recording) => {
    const { status, bodyJson } = recording.response;
    const answer = usableAnswers(async () => answerOf(recording))(recording.request.url);
    if (status >= 400 || (hasJson(recording) && bodyJson === undefined))
      await expect(answer).rejects.toBeInstanceOf(VendorError);
    else expect((await answer).status).toBe(status);
    if (status < 300 && bodyJson !== undefined) expect(await (await answer).json()).toEqual(bodyJson);
  });

  it.each(recordings.filter(([, recording]) => wishesFor(recording).length > 0))(
    "%s ends in facts or findings that say what is missing",
    async (_, recording) => {
      const collector = collectorOf(serving([recording]), madeAt(recording));
      for (const wish of wishesFor(recording)) {
        const told = await collectAll(collector, wish);
        const facts = [
          told.bars,
          told.actions,
          told.quotes,
          told.profiles,
          told.earnings,
          told.articles,
        ].flat();
        if (wish.topic === "bars") expectRowsAccounted(recording, told.bars.length, told.findings.length);
        if (wish.topic === "quotes") {
          const named = [
            ...told.quotes.map(({ symbol }) => symbol),
            ...told.findings.map(({ subject }) => subject),
          ];
          expect(named.sort()).toEqual([...wish.symbols].sort());
        }
        if (wish.topic === "profiles" || wish.topic === "earnings")
          expect(facts.length + told.findings.length).toBe(1);
        for (const { detail } of told.findings) expect(detail).not.toBe("");
      }
    },
  );
});

/**
 * Each row is a bar or stands among the findings, but for one that is still being made; all of them in one finding where
 * the whole answer cannot be used.
 */
function expectRowsAccounted({ response }: Recording, bars: number, findings: number): void {
  const body = response.bodyJson as { chart?: { result?: { timestamp?: unknown[] }[] } } | undefined;
  const rows = body?.chart?.result?.[0]?.timestamp?.length ?? 0;
  if (bars > 0) expect(bars + findings).toBeGreaterThanOrEqual(rows - 1);
  else expect(findings).toBeGreaterThan(0);
}
