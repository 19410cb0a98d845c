import { performance } from "node:perf_hooks";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  auditHash,
  CHAIN_START,
  type ChainEntry,
  type ChainPoint,
  ChainWalk,
  jsonbText,
} from "./audit-chain.ts";

const LENGTH = 24;

/** A chain of so many entries, as the database writes it. */
function aChain(length: number): ChainEntry[] {
  const chain: ChainEntry[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const entry = {
      seq,
      atMs: 1_795_532_400_000 + seq * 1_000,
      actor: `per_${seq % 5}`,
      via: "web",
      action: seq % 7 === 0 ? "decideApproval" : "proposeOrder",
      outcome: "done",
      entityId: `prp_${seq}`,
      traceId: `trc_${seq}`,
      detail: { n: seq, terms: { side: "buy", quantity: "5" } },
      previousHash: (chain.at(-1) ?? CHAIN_START).hash,
      hash: "",
    };
    chain.push({ ...entry, hash: auditHash(entry) });
  }
  return chain;
}

/** What a walk finds, given the head and the points somebody noted outside. */
function broken(chain: readonly ChainEntry[], head: ChainPoint, points: readonly ChainPoint[] = []) {
  const walk = new ChainWalk(points);
  for (const entry of chain) if (!walk.step(entry)) break;
  return walk.end(head);
}
const headOf = (chain: readonly ChainEntry[]): ChainPoint => chain.at(-1) ?? CHAIN_START;
/** Chains the entries anew, as whoever owns the database could. */
function rechained(entries: readonly ChainEntry[]): ChainEntry[] {
  const chain: ChainEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const next = { ...entry, seq: index + 1, previousHash: headOf(chain).hash };
    chain.push({ ...next, hash: auditHash(next) });
  }
  return chain;
}

const whole = aChain(LENGTH);
/** Every eighth entry was signed outside, and the last. */
const points = whole.filter(({ seq }) => seq % 8 === 0).map(({ seq, hash }) => ({ seq, hash }));
const index = fc.nat(LENGTH - 1);
const FIELDS = [
  "atMs",
  "actor",
  "via",
  "action",
  "outcome",
  "entityId",
  "traceId",
  "detail",
  "hash",
  "previousHash",
];

/** One way to change the past: the chain afterwards. */
const tampers: fc.Arbitrary<ChainEntry[]> = fc.oneof(
  fc
    .tuple(index, fc.constantFrom(...FIELDS), fc.string({ minLength: 1, maxLength: 6 }))
    .map(([at, field, text]) =>
      whole.map((entry, k) => {
        if (k !== at) return entry;
        const was = entry[field as keyof ChainEntry];
        return { ...entry, [field]: typeof was === "number" ? was + text.length : `${text}!` };
      }),
    ),
  fc
    .tuple(index, index)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => {
      const chain = [...whole];
      [chain[a], chain[b]] = [chain[b] as ChainEntry, chain[a] as ChainEntry];
      return chain;
    }),
  fc
    .tuple(index, index)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) =>
      // The contents change places, under numbers in order.
      whole.map((entry, k) => {
        const other = whole[k === a ? b : k === b ? a : k] as ChainEntry;
        return { ...other, seq: entry.seq };
      }),
    ),
  index.map((at) => whole.filter((_, k) => k !== at)),
  index.map((at) => whole.slice(0, at)),
  index.map((at) => whole.slice(at + 1)),
  index.map((at) => [...whole.slice(0, at), whole[at] as ChainEntry, ...whole.slice(at)]),
);

describe("the audit chain", () => {
  it("is whole as it was written", () => {
    expect(broken(whole, headOf(whole), points)).toBeNull();
    expect(broken([], CHAIN_START)).toBeNull();
  });

  it("is found broken by every edit, swap, deletion, repetition and cut", () => {
    let found = 0;
    fc.assert(
      fc.property(tampers, (chain) => {
        found++;
        return broken(chain, headOf(whole)) !== null;
      }),
      { seed: 15, numRuns: 10_000 },
    );
    console.log(`audit: ${found} of ${found} tampered chains found`);
    expect(found).toBe(10_000);
  });

  it("is found broken by what was signed outside when it was chained anew, head and all", () => {
    fc.assert(
      fc.property(tampers, (chain) => {
        const forged = rechained(chain);
        // What only adds to the end is no tampering.
        if (whole.every(({ hash }, k) => forged[k]?.hash === hash)) return true;
        // Without the points a whole rewrite looks sound; that is what they are for.
        expect(broken(forged, headOf(forged))).toBeNull();
        return broken(forged, headOf(forged), points) !== null;
      }),
      { seed: 16, numRuns: 2_000 },
    );
  });

  it("is not believed when one place was noted with two hashes", () => {
    const two = [...points, { seq: 8, hash: "0".repeat(64) }];
    expect(broken(whole, headOf(whole), two)).toMatchObject({ seq: 8 });
  });

  it("reads many entries in no time", () => {
    const many = aChain(10_000);
    const started = performance.now();
    expect(broken(many, headOf(many))).toBeNull();
    console.log(`audit: ${Math.round(10_000 / ((performance.now() - started) / 1_000))} entries/s verified`);
  });
});

describe("jsonb as text", () => {
  it("orders keys by length, then bytes, and spaces as the database does", () => {
    expect(jsonbText({ bb: 1, a: [true, null, 'x\n"é'], ab: { z: 0.1, ccc: 1e21 } })).toBe(
      '{"a": [true, null, "x\\n\\"é"], "ab": {"z": 0.1, "ccc": 1000000000000000000000}, "bb": 1}',
    );
  });
});
