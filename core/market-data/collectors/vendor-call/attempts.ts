import { ConstantBackoff, handleWhen, retry } from "cockatiel";
import { VendorError, type VendorFault } from "../../collector.ts";
import type { Sleep } from "./sleep.ts";
import { TRANSIENT, trouble } from "./troubles.ts";

export interface AttemptsOptions {
  vendor: string;
  attempts: number;
  maxWaitMs: number;
  sleep: Sleep;
  random: () => number;
  mayPass: readonly VendorFault[];
}

const FIRST_WAIT_MS = 500;

/** Tries a read again after failures that may pass, each time after a longer wait, spread by chance. */
export class Attempts {
  readonly #options: AttemptsOptions;
  readonly #policy;

  constructor(options: AttemptsOptions) {
    this.#options = options;
    // Cockatiel counts and decides; the waiting is ours, so that it can be watched, cut short and tested.
    this.#policy = retry(
      handleWhen((error) => this.#mayPass(error)),
      { maxAttempts: options.attempts - 1, backoff: new ConstantBackoff(0) },
    );
  }

  async run<Answer>(attempt: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    const { vendor, sleep } = this.#options;
    let last: VendorError | null = null;
    return this.#policy.execute(async ({ attempt: count }) => {
      if (last) await sleep(this.#waitMs(last, count), signal);
      if (signal?.aborted) throw trouble(vendor, "canceled", `The call to ${vendor} was given up.`);
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof VendorError) last = error;
        throw error;
      }
    });
  }

  #mayPass(error: unknown): boolean {
    const { mayPass, maxWaitMs } = this.#options;
    if (!(error instanceof VendorError)) return false;
    if (!TRANSIENT.has(error.fault) && !mayPass.includes(error.fault)) return false;
    return (error.retryAfterMs ?? 0) <= maxWaitMs;
  }

  /** What the vendor asked for and a little more, or between half and the whole of a doubling wait. */
  #waitMs(last: VendorError, count: number): number {
    const { random, maxWaitMs } = this.#options;
    if (last.retryAfterMs !== null) return last.retryAfterMs + Math.floor(random() * FIRST_WAIT_MS);
    const whole = Math.min(maxWaitMs, FIRST_WAIT_MS * 2 ** (count - 1));
    return Math.floor((whole * (1 + random())) / 2);
  }
}
