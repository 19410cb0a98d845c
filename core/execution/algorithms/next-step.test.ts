import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import { icebergTip } from "./iceberg.ts";
import {
  type Child,
  type ExecutionState,
  LATE_FILL_MS,
  nextStep,
  progressOf,
  type SliceState,
} from "./next-step.ts";
import { twapPlan } from "./twap.ts";

const MINUTE_MS = 60_000;
const window = { startsAt: 0, endsAt: 60 * MINUTE_MS };
const refill = { restMs: 10 * MINUTE_MS, pauseMs: () => 0, tip: (_: number, remaining: number) => remaining };

const aChild = (changes: Partial<Child> = {}): Child => ({
  lots: 10,
  filledLots: 10,
  state: "closed",
  sentAt: 0,
  closedAt: 0,
  cancelRequested: false,
  ...changes,
});
/** Six slices of ten lots, ten minutes apart. */
const sixOfTen = (...children: (Child | null)[]): SliceState[] =>
  [0, 1, 2, 3, 4, 5].map((index) => ({
    seq: index + 1,
    dueAt: index * 10 * MINUTE_MS,
    plannedLots: 10,
    carried: false,
    child: children[index] ?? null,
  }));
const at = (
  minutes: number,
  slices: SliceState[],
  changes: Partial<ExecutionState> = {},
): ExecutionState => ({
  lots: 60,
  maxLots: 20,
  window,
  slices,
  refill,
  roomLots: null,
  now: minutes * MINUTE_MS,
  ...changes,
});

describe("the next step of an execution", () => {
  it("is the slice that is due, and then to wait for the next", () => {
    expect(nextStep(at(0, sixOfTen()))).toEqual({ kind: "release", seq: 1, lots: 10, carries: [] });
    expect(nextStep(at(5, sixOfTen(aChild())))).toEqual({ kind: "wait", until: 10 * MINUTE_MS });
  });

  it("catches up by one slice within the bound; what is over it waits for the next", () => {
    const afterAPause = at(35, sixOfTen(aChild()));
    expect(nextStep(afterAPause)).toEqual({ kind: "release", seq: 4, lots: 20, carries: [2, 3] });
    const slices = sixOfTen(aChild(), null, null, aChild({ lots: 20, filledLots: 20 })).map((slice) =>
      slice.seq === 2 || slice.seq === 3 ? { ...slice, carried: true } : slice,
    );
    expect(nextStep(at(39, slices))).toEqual({ kind: "wait", until: 40 * MINUTE_MS });
    expect(nextStep(at(40, slices))).toEqual({ kind: "release", seq: 5, lots: 20, carries: [] });
  });

  it("takes back a child that has not traded before the next goes out, and waits until a late fill would be known", () => {
    const open = aChild({ state: "open", filledLots: 4, closedAt: null });
    expect(nextStep(at(10, sixOfTen(open)))).toEqual({ kind: "cancel", seq: 1 });
    const asked = aChild({ ...open, cancelRequested: true });
    expect(nextStep(at(10, sixOfTen(asked)))).toEqual({ kind: "wait", until: null });
    const closedAt = 10 * MINUTE_MS;
    const closed = aChild({ ...open, state: "closed", closedAt });
    expect(nextStep(at(10, sixOfTen(closed)))).toEqual({ kind: "wait", until: closedAt + LATE_FILL_MS });
    const later = 10 + LATE_FILL_MS / MINUTE_MS;
    expect(nextStep(at(later, sixOfTen(closed)))).toEqual({ kind: "release", seq: 2, lots: 16, carries: [] });
  });

  it("sends nothing once its time is over, and takes back what is open", () => {
    expect(nextStep(at(60, sixOfTen(aChild())))).toEqual({ kind: "end", outcome: "time-over" });
    const open = aChild({ state: "open", filledLots: 0, closedAt: null });
    expect(nextStep(at(60, sixOfTen(open)))).toEqual({ kind: "cancel", seq: 1 });
  });

  it("ends when the whole is traded, whatever is still planned", () => {
    expect(nextStep(at(1, sixOfTen(aChild({ lots: 60, filledLots: 60 }))))).toEqual({
      kind: "end",
      outcome: "complete",
    });
  });

  it("ends after three refusals in a row, and not after two", () => {
    const refused = aChild({ state: "refused", filledLots: 0 });
    expect(nextStep(at(20, sixOfTen(refused, refused)))).toMatchObject({ kind: "release", seq: 3, lots: 20 });
    expect(nextStep(at(30, sixOfTen(refused, refused, refused)))).toEqual({
      kind: "end",
      outcome: "refused",
    });
  });

  it("waits while the market has not traded enough for the next slice", () => {
    expect(nextStep(at(0, sixOfTen(), { roomLots: 0 }))).toEqual({ kind: "wait", until: null });
    expect(nextStep(at(0, sixOfTen(), { roomLots: 3 }))).toMatchObject({ kind: "release", lots: 3 });
  });

  it("adds a slice after the last for what others gave back", () => {
    const short = aChild({ filledLots: 5 });
    const full = aChild();
    expect(nextStep(at(59, sixOfTen(full, full, full, full, full, short)))).toEqual({
      kind: "release",
      seq: 7,
      lots: 5,
      carries: [],
    });
  });
});

describe("an execution worked to its end", () => {
  const worlds = fc.record({
    lots: fc.integer({ min: 1, max: 3_000 }),
    slices: fc.integer({ min: 1, max: 24 }),
    maxLots: fc.integer({ min: 1, max: 400 }),
    isIceberg: fc.boolean(),
    seed: fc.string(),
    fillAll: fc.boolean(),
    /** How long the scheduler sleeps between two looks, seconds: downtime included. */
    naps: fc.array(fc.integer({ min: 1, max: 1_500 }), { minLength: 5, maxLength: 60 }),
  });

  it("never has more in the market than the whole, keeps every bound and loses no lot", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { lots, maxLots, seed } = world;
        const random = randomOf(`${seed}|world`);
        const plan = world.isIceberg
          ? []
          : twapPlan({
              lots,
              slices: world.slices,
              maxLots: Math.max(maxLots, 130),
              window,
              jitter: 0.5,
              random,
            });
        let slices: SliceState[] = plan.map(({ dueAt, lots: plannedLots }, index) => ({
          seq: index + 1,
          dueAt,
          plannedLots,
          carried: false,
          child: null,
        }));
        const tip = (seq: number, remaining: number) =>
          icebergTip({ remaining, display: maxLots, jitter: 0.3, random: randomOf(`${seed}|${seq}`) });
        const sent: number[] = [];
        let now = 0;
        let outcome = "";
        for (let look = 0; look < 3_000 && !outcome; look++) {
          const state = { lots, maxLots, window, slices, refill: { ...refill, tip }, roomLots: null, now };
          const { filled, open, remaining } = progressOf(state);
          expect(filled + open + remaining).toBe(lots);
          expect(remaining).toBeGreaterThanOrEqual(0);
          const step = nextStep(state);
          if (step.kind === "end") outcome = step.outcome;
          else if (step.kind === "release") {
            expect(step.lots).toBeGreaterThanOrEqual(1);
            expect(step.lots).toBeLessThanOrEqual(Math.min(maxLots, remaining));
            expect(now).toBeLessThan(window.endsAt);
            expect(sent).not.toContain(step.seq);
            sent.push(step.seq);
            slices = released(slices, step, now);
          } else {
            slices = afterMarket(slices, step, random, world.fillAll, now);
            now += 1_000 * (world.naps[look % world.naps.length] ?? 1);
          }
        }
        expect(outcome).not.toBe("");
        if (outcome === "complete") expect(progressOf({ lots, slices }).filled).toBe(lots);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

function released(slices: SliceState[], step: { seq: number; lots: number; carries: number[] }, now: number) {
  const child = aChild({ lots: step.lots, filledLots: 0, state: "open", sentAt: now, closedAt: null });
  const known = slices.some(({ seq }) => seq === step.seq);
  const all = known
    ? slices
    : [...slices, { seq: step.seq, dueAt: now, plannedLots: 0, carried: false, child: null }];
  return all.map((slice) =>
    slice.seq === step.seq
      ? { ...slice, child }
      : { ...slice, carried: slice.carried || step.carries.includes(slice.seq) },
  );
}

/** The market fills, refuses or cancels what is open. */
function afterMarket(
  slices: SliceState[],
  step: { kind: string; seq?: number; carries?: number[] },
  random: () => number,
  fillAll: boolean,
  now: number,
) {
  return slices.map((slice) => {
    const { child } = slice;
    if (step.carries?.includes(slice.seq)) return { ...slice, carried: true };
    if (child?.state !== "open") return slice;
    if (step.kind === "cancel" || child.cancelRequested)
      return { ...slice, child: { ...child, state: "closed" as const, closedAt: now } };
    const filledLots = fillAll
      ? child.lots
      : Math.min(child.lots, child.filledLots + Math.floor(random() * 40));
    const refused = !fillAll && child.filledLots === 0 && random() < 0.1;
    if (refused) return { ...slice, child: { ...child, state: "refused" as const, closedAt: now } };
    const isFull = filledLots === child.lots;
    return {
      ...slice,
      child: {
        ...child,
        filledLots,
        state: isFull ? ("closed" as const) : child.state,
        closedAt: isFull ? now : null,
      },
    };
  });
}
