import type { Clock } from "#core/model";

/** What a call is for. New orders leave a share of the budget to whatever makes things safer or clearer. */
export type Purpose = "order" | "safety";

/** Share of each window kept for cancels and look-ups. */
const KEPT = 0.3;
/** Pause after a "too many" that does not say how long, ms. */
const BLIND_PAUSE_MS = 5_000;

/** Nothing was sent: the broker would have turned it away. */
export class BudgetSpentError extends Error {
  constructor(readonly untilMs: number) {
    super(`The broker's request budget is used up until ${new Date(untilMs).toISOString()}.`);
  }
}

/**
 * How many calls are left, as the broker counts them (X-RateLimit headers). Until it has told us, its published
 * limit is assumed.
 */
export class RequestBudget {
  readonly #clock: Clock;
  #limit = 200;
  #remaining = 200;
  #resetsAtMs = 0;
  #closedUntilMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes one call from the budget. @throws BudgetSpentError when none is left for this purpose */
  take(purpose: Purpose): void {
    const now = this.#clock.now().getTime();
    if (now < this.#closedUntilMs) throw new BudgetSpentError(this.#closedUntilMs);
    if (now >= this.#resetsAtMs) this.#remaining = this.#limit;
    const floor = purpose === "order" ? this.#limit * KEPT : 0;
    if (this.#remaining <= floor && now < this.#resetsAtMs) throw new BudgetSpentError(this.#resetsAtMs);
    this.#remaining--;
  }

  /** Learns from an answer. The broker counts for every client of the key, so its word beats ours. */
  learn(status: number, headers: Headers): void {
    const now = this.#clock.now().getTime();
    const limit = numberIn(headers, "x-ratelimit-limit");
    const remaining = numberIn(headers, "x-ratelimit-remaining");
    const reset = numberIn(headers, "x-ratelimit-reset");
    if (limit) this.#limit = limit;
    if (remaining !== null) this.#remaining = remaining;
    if (reset) this.#resetsAtMs = reset * 1_000;
    if (status !== 429) return;
    const retryAfter = numberIn(headers, "retry-after");
    const pause = retryAfter === null ? null : now + retryAfter * 1_000;
    this.#closedUntilMs = pause ?? (this.#resetsAtMs > now ? this.#resetsAtMs : now + BLIND_PAUSE_MS);
    // When it opens again, a new count begins: the old one would keep us away for longer than we were told.
    this.#resetsAtMs = this.#closedUntilMs;
  }

  /** Until when every call would be turned away; null when calls may go out. */
  get closedUntilMs(): number | null {
    return this.#clock.now().getTime() < this.#closedUntilMs ? this.#closedUntilMs : null;
  }
}

function numberIn(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  if (text === null || !/^\d{1,12}$/.test(text.trim())) return null;
  return Number(text);
}
