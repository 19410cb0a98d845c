import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import type { Clock } from "#core/model";
import { VendorError } from "../../collector.ts";
import { BREAKING, trouble } from "./troubles.ts";

export interface BreakerOptions {
  vendor: string;
  clock: Clock;
  /** Opens after so many failures in a row. */
  failures: number;
  /** Then lets nothing through for so long. */
  restMs: number;
}

/** Leaves a vendor alone after several failures in a row; one call after the rest decides whether it is back. */
export class Breaker {
  readonly #options: BreakerOptions;
  // Cockatiel keeps the states; how long the rest is, our clock says.
  readonly #policy;
  #restsUntilMs = Number.NEGATIVE_INFINITY;

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#policy = circuitBreaker(
      handleWhen((error) => error instanceof VendorError && BREAKING.has(error.fault)),
      { halfOpenAfter: 0, breaker: new ConsecutiveBreaker(options.failures) },
    );
    this.#policy.onBreak(() => {
      this.#restsUntilMs = options.clock.now().getTime() + options.restMs;
    });
  }

  get isOpen(): boolean {
    return this.#policy.state === CircuitState.Open;
  }

  /** @throws VendorError circuit-open, at once, while it rests */
  async execute<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    const leftMs = this.#restsUntilMs - this.#options.clock.now().getTime();
    if (this.isOpen && leftMs > 0) throw this.#refusal(leftMs);
    try {
      return await this.#policy.execute(call);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? this.#refusal(this.#options.restMs) : error;
    }
  }

  #refusal(retryAfterMs: number): VendorError {
    const { vendor, failures } = this.#options;
    const seconds = Math.ceil(retryAfterMs / 1_000);
    const what = `${vendor} failed ${failures} times in a row and is not asked for another ${seconds} s.`;
    return trouble(vendor, "circuit-open", what, { retryAfterMs });
  }
}
