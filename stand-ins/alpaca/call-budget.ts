import type { Clock } from "#core/model";

const MINUTE_MS = 60_000;

/** How many calls a key has left in this minute. Trading and market data are counted apart. */
export class CallBudget {
  readonly #limit: number;
  readonly #clock: Clock;
  #window = { startMs: 0, used: 0 };

  constructor(limit: number, clock: Clock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** Counts one call. @returns whether it was within the limit */
  spend(): boolean {
    const startMs = Math.floor(this.#clock.now().getTime() / MINUTE_MS) * MINUTE_MS;
    if (startMs !== this.#window.startMs) this.#window = { startMs, used: 0 };
    this.#window.used++;
    return this.#window.used <= this.#limit;
  }

  get headers(): Record<string, string> {
    const { startMs, used } = this.#window;
    return {
      "x-ratelimit-limit": String(this.#limit),
      "x-ratelimit-remaining": String(Math.max(0, this.#limit - used)),
      "x-ratelimit-reset": String((startMs + MINUTE_MS) / 1_000),
    };
  }
}
