import type { ActivityFacts } from "#core/risk";
import type { Desk } from "../engine/index.ts";

const HIGH_DAYS = 60;
const USUAL_ORDERS = 100;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What the gates ask of a replayed account's day: where it began, how high it has been, what it did. */
export class AccountDay {
  equityAtOpen = Number.NaN;
  readonly #closes: number[] = [];
  readonly #sent: number[] = [];
  readonly #worths: number[] = [];
  #turnover = 0;
  #day = "";
  #last = Number.NaN;

  /** At each order: a new day begins where the last one's equity stood. */
  turn(at: string, equity: number): void {
    const day = at.slice(0, 10);
    if (day !== this.#day) {
      this.#day = day;
      this.#turnover = 0;
      this.#sent.length = 0;
      this.equityAtOpen = Number.isNaN(this.#last) ? equity : this.#last;
    }
  }

  /** At each close, after the orders. */
  close(equity: number): void {
    this.#last = equity;
    this.#closes.push(equity);
    if (this.#closes.length > HIGH_DAYS) this.#closes.shift();
  }

  high(equity: number): number {
    return Math.max(equity, ...this.#closes);
  }

  sent(at: number, worth: number): void {
    this.#sent.push(at);
    this.#turnover += worth;
    this.#worths.push(worth);
    if (this.#worths.length > USUAL_ORDERS) this.#worths.shift();
  }

  activity(now: number): ActivityFacts {
    const inMinute = this.#sent.filter((at) => now - at < MINUTE_MS).length;
    const sorted = [...this.#worths].sort((a, b) => a - b);
    return {
      proposalsInMinute: inMinute,
      proposalsInDay: this.#sent.length,
      turnoverUsd: this.#turnover.toFixed(2),
      sameOrders: [],
      messagesInMinute: inMinute,
      messagesInDay: this.#sent.length,
      // What is sent at a close trades later: nothing of the day's has.
      tradesInDay: 0,
      exits: [],
      usualNotional: (sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(2),
      usualSamples: sorted.length,
    };
  }
}

/** Losing exits in a row within the last day. */
export function lossStreak({ account, market, bar }: Desk): number {
  const { trades } = account;
  const since = (market.times[bar] as number) - DAY_MS;
  let streak = 0;
  for (let row = trades.length - 1; row >= 0; row--) {
    const exit = trades.exitBar.at(row);
    if (exit < 0) continue;
    if ((market.times[exit] as number) <= since || trades.flow.at(row) >= 0) break;
    streak++;
  }
  return streak;
}
