import type { Clock } from "#core/model";
import type { RateHeaders } from "./rate-headers.ts";

export interface RateLimit {
  calls: number;
  perMs: number;
}

/**
 * How many calls may still be made. Fills steadily, and is corrected by what the vendor says: its count is right where
 * other processes share the key.
 */
export class TokenBucket {
  readonly #limit: RateLimit;
  readonly #clock: Clock;
  #tokens: number;
  #filledMs: number;
  /** Before this instant nothing is let through. */
  #closedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(limit: RateLimit, clock: Clock) {
    this.#limit = limit;
    this.#clock = clock;
    this.#tokens = limit.calls;
    this.#filledMs = clock.now().getTime();
  }

  /** Takes one call. @returns how long to wait before it, ms */
  take(): number {
    const nowMs = this.#fill();
    this.#tokens -= 1;
    const missing = this.#tokens < 0 ? -this.#tokens * this.#msPerCall : 0;
    return Math.max(missing, this.#closedUntilMs - nowMs, 0);
  }

  /** A call that was taken is not made after all. */
  giveBack(): void {
    this.#tokens = Math.min(this.#limit.calls, this.#tokens + 1);
  }

  correct({ remaining, resetMs }: RateHeaders): void {
    const nowMs = this.#fill();
    if (remaining === null) return;
    this.#tokens = Math.min(this.#tokens, remaining);
    if (remaining === 0 && resetMs !== null) this.closeFor(resetMs, nowMs);
  }

  /** The vendor asked for silence. */
  closeFor(ms: number, nowMs = this.#clock.now().getTime()): void {
    this.#closedUntilMs = Math.max(this.#closedUntilMs, nowMs + ms);
  }

  get #msPerCall(): number {
    return this.#limit.perMs / this.#limit.calls;
  }

  #fill(): number {
    const nowMs = this.#clock.now().getTime();
    const gained = Math.max(0, nowMs - this.#filledMs) / this.#msPerCall;
    this.#tokens = Math.min(this.#limit.calls, this.#tokens + gained);
    this.#filledMs = nowMs;
    return nowMs;
  }
}
