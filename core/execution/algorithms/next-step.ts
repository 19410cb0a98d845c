import type { Window } from "./plan.ts";

/** A broker may tell of a fill after the cancel: what a slice gives back is taken up again only after so long, ms. */
export const LATE_FILL_MS = 2_000;
/** Slices refused one after the other that end an execution: what the gates say to the next is known. */
const MAX_REFUSALS = 3;
/** Slices of one execution at most, planned and added. */
export const MAX_SLICES = 500;

/** The order one slice became, or the proposal that may still become one. */
export interface Child {
  lots: number;
  filledLots: number;
  /** open: it may still trade. closed: it traded in part or not at all. refused: no order came of it. */
  state: "open" | "closed" | "refused";
  sentAt: number;
  /** Epoch ms; null while it is open. */
  closedAt: number | null;
  cancelRequested: boolean;
}

/** A slice as it stands. Without a child it is planned, or carried by a later one. */
export interface SliceState {
  seq: number;
  dueAt: number;
  plannedLots: number;
  carried: boolean;
  child: Child | null;
}

/** How slices are added that no plan holds: an iceberg's refills, and what others left after their last. */
export interface Refill {
  /** A child that has not traded for so long makes way for the next, ms. */
  restMs: number;
  /** Pause after a child has closed, ms. */
  pauseMs(seq: number): number;
  /** Lots of the next one, at most `remaining`. */
  tip(seq: number, remaining: number): number;
}

export interface ExecutionState {
  lots: number;
  /** Most lots of one slice, also of one that catches up. */
  maxLots: number;
  window: Window;
  /** In order of seq. */
  slices: readonly SliceState[];
  refill: Refill;
  /** Lots the traded volume still leaves room for; null without such a cap. */
  roomLots: number | null;
  now: number;
}

/** The one thing to do now. */
export type ExecutionStep =
  | { kind: "release"; seq: number; lots: number; carries: number[] }
  | { kind: "carry"; carries: number[] }
  | { kind: "cancel"; seq: number }
  | { kind: "end"; outcome: "complete" | "time-over" | "refused" | "too-many" }
  /** Nothing until then; null while only a broker's answer can change it. */
  | { kind: "wait"; until: number | null };

/** What of the whole is traded, may still trade, and is left; the three add up to the whole. */
export function progressOf({ lots, slices }: Pick<ExecutionState, "lots" | "slices">) {
  let filled = 0;
  let open = 0;
  for (const { child } of slices) {
    if (!child) continue;
    filled += child.filledLots;
    if (child.state === "open") open += child.lots - child.filledLots;
  }
  return { filled, open, remaining: lots - filled - open };
}

/**
 * What an execution does next, from its plan, its children and the time alone, so that any process after any crash
 * goes on where the last one stopped. One child at a time: what the last one gave back is known before the next goes
 * out, so that all together never exceed the whole. What was missed is caught up by one slice, within its bound; the
 * rest waits for the next.
 */
export function nextStep(state: ExecutionState): ExecutionStep {
  const { now, window, slices } = state;
  const { remaining } = progressOf(state);
  const open = slices.find(({ child }) => child?.state === "open");
  const isOver = now >= window.endsAt;
  if (open && (isOver || mustMakeWay(state, open))) return makeWay(open);
  if (!open) {
    if (remaining <= 0) return { kind: "end", outcome: "complete" };
    if (isOver) return { kind: "end", outcome: "time-over" };
    if (refusedLately(slices) >= MAX_REFUSALS) return { kind: "end", outcome: "refused" };
    if (slices.length >= MAX_SLICES) return { kind: "end", outcome: "too-many" };
  }
  if (open) return { kind: "wait", until: firstAfter(state, open) };
  const settlesAt = Math.max(0, ...slices.map(({ child }) => settledAt(child)));
  if (now < settlesAt) return { kind: "wait", until: settlesAt };
  return release(state, remaining);
}

const isPlanned = (slice: SliceState) => slice.child === null && !slice.carried;
const isDue = (slice: SliceState, now: number) => isPlanned(slice) && slice.dueAt <= now;

/** A child makes way for the next planned slice, or when it has rested too long and no slice is planned any more. */
function mustMakeWay({ slices, now, refill }: ExecutionState, { child }: SliceState): boolean {
  if (slices.some((slice) => isDue(slice, now))) return true;
  return !slices.some(isPlanned) && child !== null && now >= child.sentAt + refill.restMs;
}

const makeWay = ({ seq, child }: SliceState): ExecutionStep =>
  child?.cancelRequested ? { kind: "wait", until: null } : { kind: "cancel", seq };

function firstAfter({ slices, window, refill }: ExecutionState, { child }: SliceState): number {
  const next = slices.find(isPlanned)?.dueAt ?? (child?.sentAt ?? 0) + refill.restMs;
  return Math.min(next, window.endsAt);
}

/** From when on a child's unfilled part counts as given back. */
const settledAt = (child: Child | null): number =>
  child?.state === "closed" && child.filledLots < child.lots ? (child.closedAt ?? 0) + LATE_FILL_MS : 0;

function refusedLately(slices: readonly SliceState[]): number {
  const sent = slices.filter(({ child }) => child !== null);
  const lastGood = sent.findLastIndex(({ child }) => child?.state !== "refused");
  return sent.length - 1 - lastGood;
}

function release(state: ExecutionState, remaining: number): ExecutionStep {
  const { slices, now, window } = state;
  const due = slices.filter((slice) => isDue(slice, now));
  const last = due.at(-1);
  if (!last) {
    const next = slices.find(isPlanned);
    return next ? { kind: "wait", until: Math.min(next.dueAt, window.endsAt) } : refilled(state, remaining);
  }
  const behind = targetAt(slices, last.seq) - (state.lots - remaining);
  const carries = due.slice(0, -1).map(({ seq }) => seq);
  // A fill that came late has done this slice's part already.
  if (behind <= 0) return { kind: "carry", carries: [...carries, last.seq] };
  const lots = Math.min(behind, remaining, state.maxLots, state.roomLots ?? remaining);
  if (lots < 1) return { kind: "wait", until: null };
  return { kind: "release", seq: last.seq, lots, carries };
}

/** What the plan wants sent once this slice is. */
const targetAt = (slices: readonly SliceState[], seq: number): number =>
  slices.filter((slice) => slice.seq <= seq).reduce((sum, { plannedLots }) => sum + plannedLots, 0);

function refilled(state: ExecutionState, remaining: number): ExecutionStep {
  const { slices, refill, now, window } = state;
  const seq = (slices.at(-1)?.seq ?? 0) + 1;
  const before = slices.findLast(({ child }) => child !== null)?.child;
  const from = before ? (before.closedAt ?? before.sentAt) + refill.pauseMs(seq) : window.startsAt;
  if (now < from) return { kind: "wait", until: Math.min(from, window.endsAt) };
  const lots = Math.min(refill.tip(seq, remaining), remaining, state.maxLots, state.roomLots ?? remaining);
  return lots < 1 ? { kind: "wait", until: null } : { kind: "release", seq, lots, carries: [] };
}
