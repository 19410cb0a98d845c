import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FactBatch } from "#core/model";
import { VendorError } from "../../collector.ts";
import { CHARTS, QUOTES, SEARCHES, SUMMARIES } from "./testing/recordings.ts";
import { collectorOf, type Recording, serving, wishesFor } from "./testing/replay.ts";

const RECORDINGS: Recording[] = [CHARTS, QUOTES, SEARCHES, SUMMARIES].flatMap((shapes) =>
  Object.values(shapes),
);
const NONSENSE: readonly unknown[] = [
  ...[null, "", "12abc", "n/a", true, -1, 0, 1e308, 5e-324, 1e18, [], {}, [[1]], { raw: 1, fmt: "1" }],
  ...["America/Nowhere", "USD", "AAPL", "2026-03-02", { __proto__: null, length: 3 }],
];

/** Puts nonsense into one place of a body, the place chosen by a walk along its branches. */
function spoil(node: unknown, walk: readonly number[], nonsense: unknown): unknown {
  const [turn, ...rest] = walk;
  if (turn === undefined || typeof node !== "object" || node === null) return nonsense;
  const branches = Object.keys(node);
  const chosen = branches[turn % Math.max(1, branches.length)];
  if (chosen === undefined) return nonsense;
  const entries = Object.entries(node).map(([key, value]) => [
    key,
    key === chosen ? spoil(value, rest, nonsense) : value,
  ]);
  return Array.isArray(node) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

describe("any answer of Yahoo's with nonsense anywhere in it", () => {
  it("ends in facts that keep their shape and findings, or in an error that names the vendor", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...RECORDINGS),
        fc.array(fc.nat(20), { maxLength: 9 }),
        fc.constantFrom(...NONSENSE),
        async (recording, walk, nonsense) => {
          const bodyJson = spoil(recording.response.bodyJson, walk, nonsense);
          const response = { ...recording.response, bodyJson };
          const collector = collectorOf(serving([{ ...recording, response }]));
          for (const wish of wishesFor(recording))
            try {
              for await (const { facts } of collector.collect(wish))
                expect(FactBatch.parse(facts)).toEqual(facts);
            } catch (error) {
              if (!(error instanceof VendorError)) throw error;
              expect(error.vendor).toBe("yahoo");
            }
        },
      ),
      { seed: 20_261_124, numRuns: 600 },
    );
  });
});
