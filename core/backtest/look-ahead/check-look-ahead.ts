import { randomOf } from "#core/market-data";
import { type BacktestTrade, InvalidInputError, type LookAheadFinding } from "#core/model";
import type { RuleFacts } from "#core/strategy";
import { changeFacts, type FactChange, factsKnownAt } from "./known-facts.ts";
import { sameBarFill } from "./same-bar-fills.ts";
import { otherFuture, withoutRevisions } from "./scramble.ts";

type Finding = LookAheadFinding["findings"][number];

/** What is checked, and how hard. */
export interface LookAheadFacts<Facts extends RuleFacts> {
  /** The rule with its parameters: one direction for each bar of facts.series. */
  decide(facts: Facts): Int8Array;
  /** The whole history, as a backtest would give it. */
  facts: Facts;
  /** When the present values of each bar were known, epoch ms; without it revisions of bars are not looked for. */
  knownAt?: Float64Array;
  /** How long after its close a bar may be told, ms: the decision waits for it. 10 s when left out. */
  graceMs?: number;
  /** Of a backtest of the same decisions; without them same-bar fills are not looked for. */
  trades?: readonly BacktestTrade[];
  /** Bars at which the past is asked again; 40 when left out. */
  sampleBars?: number;
  seed?: number;
}

const USUAL_SAMPLE = 40;
const USUAL_GRACE_MS = 10_000;
/** Other futures tried at each sampled bar. */
const FUTURES = 2;

/**
 * Whether decisions depend on what was not known when they were made. At sampled bars, half of them where the rule
 * changed its mind, it decides again: with everything later cut off, with other futures, and with other values where
 * the record was changed later. No decision up to that bar may differ.
 *
 * @throws InvalidInputError for a rule that does not decide once a bar
 */
export function checkLookAhead<Facts extends RuleFacts>(given: LookAheadFacts<Facts>): LookAheadFinding {
  const { facts, knownAt, trades, seed = 1 } = given;
  const { series } = facts;
  const random = randomOf(`look-ahead-${seed}`);
  const whole = decided(given, facts);
  const found = new Map<Finding["method"], Finding>();
  const bars = sampled(whole, given.sampleBars ?? USUAL_SAMPLE, random);
  const compare = (method: Finding["method"], bar: number, change: FactChange) => {
    if (found.has(method)) return;
    const again = decided(given, changeFacts(facts, change));
    const differs = firstDifference(whole, again, bar);
    if (differs >= 0) found.set(method, told(given, method, bar, differs, whole, again));
  };
  for (const bar of bars) {
    const at = series.times[bar] as number;
    compare("truncation", bar, factsKnownAt(at));
    for (let future = 0; future < FUTURES; future++) compare("perturbation", bar, otherFuture(at, random));
    if (!knownAt) continue;
    const known = knownAt.map((time) => time - (given.graceMs ?? USUAL_GRACE_MS));
    for (let record = 0; record < FUTURES; record++)
      compareRevised(bar, withoutRevisions(at, series, known, random));
  }
  function compareRevised(bar: number, change: FactChange): void {
    if (found.has("revised-data")) return;
    const again = decided(given, changeFacts(facts, change));
    // Only the decision at this bar: earlier ones may not have needed the bars that were changed by then.
    if (again[bar] !== whole[bar])
      found.set("revised-data", told(given, "revised-data", bar, bar, whole, again));
  }
  const early = trades && sameBarFill(trades, series, whole);
  if (early) found.set("same-bar-fill", early);
  return { clean: found.size === 0, checkedBars: bars.length, findings: [...found.values()] };
}

function decided<Facts extends RuleFacts>({ decide }: LookAheadFacts<Facts>, facts: Facts): Int8Array {
  const directions = decide(facts);
  const bars = facts.series.times.length;
  if (directions.length === bars) return directions;
  throw new InvalidInputError({
    what: `The rule made ${directions.length} decisions for ${bars} bars.`,
    why: "A rule decides once at each bar's close, however many bars it is given.",
    fix: "Return one direction per bar, 0 while it knows nothing.",
  });
}

function firstDifference(one: Int8Array, other: Int8Array, upTo: number): number {
  for (let bar = 0; bar <= upTo; bar++) if (one[bar] !== other[bar]) return bar;
  return -1;
}

/** Bars to ask at, ascending: around changes of mind, and anywhere. The last bar has no future. */
function sampled(directions: Int8Array, count: number, random: () => number): number[] {
  const last = directions.length - 2;
  if (last < 0) return [];
  const changes: number[] = [];
  for (let bar = 1; bar <= last + 1; bar++)
    if (directions[bar] !== directions[bar - 1]) changes.push(Math.min(bar, last), bar - 1);
  const pick = (bars: number, of: (at: number) => number) => of(Math.floor(random() * bars));
  const chosen = new Set<number>();
  for (let turn = 0; turn < count; turn++) {
    const nearChange = turn % 2 === 0 && changes.length > 0;
    chosen.add(nearChange ? pick(changes.length, (at) => changes[at] as number) : pick(last + 1, (at) => at));
  }
  return [...chosen].sort((a, b) => a - b);
}

const SIDES = { "-1": "short", "0": "flat", "1": "long" } as Record<string, string>;
const METHODS: Record<Exclude<Finding["method"], "same-bar-fill">, (day: string) => string> = {
  truncation: (day) => `everything after ${day} is cut off`,
  perturbation: (day) => `prices after ${day} go another way`,
  "revised-data": (day) => `bars that were changed after ${day} have other values`,
};

function told<Facts extends RuleFacts>(
  { facts }: LookAheadFacts<Facts>,
  method: Finding["method"],
  cut: number,
  bar: number,
  whole: Int8Array,
  again: Int8Array,
): Finding {
  const instant = (at: number) => new Date(facts.series.times[at] as number).toISOString();
  const when = method === "same-bar-fill" ? "" : METHODS[method](instant(cut));
  return {
    at: instant(bar),
    method,
    words: `The decision at ${instant(bar)} is ${SIDES[`${whole[bar]}`]} with the whole history, and ${SIDES[`${again[bar]}`]} when ${when}.`,
  };
}
