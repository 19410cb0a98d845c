import { describe, expect, it } from "vitest";
import type { GateFacts } from "./facts.ts";
import { judge } from "./judge.ts";
import { someFacts } from "./testing/facts.ts";

/** What a broken dependency may hand a gate. */
const BROKEN: Record<string, (valid: unknown) => unknown> = {
  undefined: () => undefined,
  null: () => null,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  "the text NaN": () => "NaN",
  nothing: () => "",
  nonsense: () => "abc",
  "an object": () => ({}),
  "another type": (valid) => (typeof valid === "string" ? 7 : "seven"),
};

/** Facts no verdict rests on: words for people, and what the gates do not compare. */
const NOT_MEASURED = new Set([
  ...[
    "id",
    "clientOrderId",
    "proposedBy",
    "proposedVia",
    "rationale",
    "causedBy",
    "referenceAt",
    "priceSource",
    "worstNotional",
    "status",
  ].map((name) => `proposal.${name}`),
  ...["name", "aliases", "currency", "note"].map((name) => `instrument.${name}`),
  ...["bidSize", "askSize", "source"].map((name) => `quote.${name}`),
  // Nothing here is an order of its own, and an order nobody gave standing leave for.
  "basket",
  // A made-up market has none; what is read of a real one is broken below.
  "announced",
  ...["watch", "band", "status"].map((name) => `trading.${name}`),
  "approvalRules.permission",
  "limitsVersion",
  "approvals",
  // How long people may take: read when they are asked, from limits parsed by their schema.
  "limits.approvalTtlMs",
]);

type Path = readonly string[];

function* leaves(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== "object" || value === null) return void (yield path);
  if (path.length > 0) yield path;
  for (const key of Object.keys(value))
    yield* leaves((value as Record<string, unknown>)[key], [...path, key]);
}

/** A deep copy with one value replaced, or with a getter that throws in its place. */
function broken(
  facts: GateFacts,
  path: Path,
  change: (valid: unknown) => unknown,
  throws = false,
): GateFacts {
  const copy = structuredClone(facts) as unknown as Record<string, unknown>;
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  const last = path.at(-1) ?? "";
  if (throws)
    Object.defineProperty(holder, last, {
      get() {
        throw new Error("the dependency failed");
      },
    });
  else holder[last] = change(holder[last]);
  return copy as unknown as GateFacts;
}

const measured = [...leaves(someFacts())].filter(
  (path) =>
    path.length > 0 &&
    !NOT_MEASURED.has(path.join(".")) &&
    !NOT_MEASURED.has(path.slice(0, 2).join(".")) &&
    path[0] !== "now",
);

describe("doubt stops the order", () => {
  it("passes when every fact is sound", () => {
    expect(judge(someFacts()).refusals).toEqual([]);
  });

  it.each(
    measured
      .filter((path) => path[0] !== "proposal" || path.length > 1)
      .map((path) => [path.join("."), path] as const),
  )("refuses when %s is broken in any way", (_name, path) => {
    const verdicts = Object.entries(BROKEN)
      .filter(([name]) => !(path.join(".") === "approvals" && name === "an object"))
      .map(([name, change]) => [name, judge(broken(someFacts(), path, change)).decision]);
    expect(verdicts.filter(([, decision]) => decision !== "refused")).toEqual([]);
    expect(judge(broken(someFacts(), path, () => null, true)).decision).toBe("refused");
  });

  const real: GateFacts = {
    ...someFacts(),
    instrument: { ...someFacts().instrument, source: "live" } as GateFacts["instrument"],
    announced: { known: [{ kind: "split", exOn: "2026-03-09" }], askedAt: "2026-03-02T12:00:00.000Z" },
    trading: {
      watch: { since: "2026-03-02T14:20:00.000Z", until: "2026-03-02T14:59:45.000Z" },
      band: { lower: 95, upper: 105, suspended: false, at: "2026-03-02T14:50:00.000Z" },
      status: { state: "trading", reason: "", at: "2026-03-02T14:49:00.000Z" },
    },
  };
  const outcomeOf = (facts: GateFacts, control: string) =>
    judge(facts).checks.find(({ id }) => id === control)?.outcome;
  const ofReal = [
    ...[...leaves({ announced: real.announced })].map((path) => ["C38", path.join("."), path] as const),
    ...[...leaves({ trading: real.trading })]
      // Words for people.
      .filter((path) => path.join(".") !== "trading.status.reason")
      .map((path) => ["C12", path.join("."), path] as const),
  ];

  it.each(ofReal)("%s denies in a real instrument when %s is broken in any way", (control, name, path) => {
    expect(outcomeOf(real, control)).toBe("pass");
    const outcomes = Object.entries(BROKEN)
      // A name that was neither halted nor resumed today has no status.
      .filter(([how]) => !(name === "trading.status" && how === "null"))
      .map(([how, change]) => [how, outcomeOf(broken(real, path, change), control)]);
    expect(outcomes.filter(([, outcome]) => outcome !== "deny")).toEqual([]);
    expect(
      outcomeOf(
        broken(real, path, () => null, true),
        control,
      ),
    ).toBe("deny");
  });

  it.each(Object.entries(BROKEN))("refuses when the time is %s", (_name, change) => {
    expect(judge({ ...someFacts(), now: change("") as string }).decision).toBe("refused");
  });
});
