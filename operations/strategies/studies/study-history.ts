import { createHash } from "node:crypto";
import type { BacktestInputs, Bar, Signal } from "#core/model";
import type { Context } from "../../context.ts";
import { readHistory } from "../backtest-inputs.ts";

/** The bars and signals of a study, and what tells them from all others. */
export interface StudyFacts {
  inputs: Omit<BacktestInputs, "parameters">;
  bars: Bar[];
  signals: Signal[];
  digest: string;
}

/** Reads what a study searches on; asked again with the same inputs, in whatever process, it is the same. */
export async function readStudyHistory(
  ctx: Context,
  request: Parameters<typeof readHistory>[1],
): Promise<StudyFacts> {
  const { bars, signals, inputs: read } = await readHistory(ctx, request);
  const first = bars[0]?.occurredAt;
  const inputs = {
    ...read,
    from: request.from ?? (request.interval === "1w" && first ? mondayOf(first) : read.from),
    to: request.to ?? read.asOf,
  };
  return { inputs, bars, signals, digest: digestOf(bars, signals) };
}

/** Two processes that hold other prices must not share a search. */
function digestOf(bars: readonly Bar[], signals: readonly Signal[]): string {
  const hash = createHash("sha256");
  for (const { symbol, occurredAt, open, high, low, close, volume, source } of bars)
    hash.update(`${symbol} ${occurredAt} ${open} ${high} ${low} ${close} ${volume} ${source}\n`);
  for (const { id, knownAt, direction, strength, confidence } of signals)
    hash.update(`${id} ${knownAt} ${direction} ${strength} ${confidence}\n`);
  return hash.digest("hex");
}

const DAY_MS = 86_400_000;

/** A week is read whole, whichever of its days dates it. */
function mondayOf(instant: string): string {
  const day = new Date(instant);
  const monday = day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS;
  return `${new Date(monday).toISOString().slice(0, 10)}T00:00:00.000Z`;
}
