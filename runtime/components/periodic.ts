import type { Logger } from "#operations";
import type { Component, ComponentHealth } from "./component.ts";

/** Failures in a row after which a part counts as failed. */
const FAILED_AFTER = 5;
const MAX_BACKOFF_MS = 30_000;
/** A round that takes longer is told of: it may hang. */
const SLOW_ROUND_MS = 60_000;

export interface PeriodicWork {
  name: string;
  everyMs: number;
  log: Logger;
  /** One round. @returns what to say of it */
  round(): Promise<string>;
  /** Told when it is to stop: a round that waits for somebody else waits no longer than it must. */
  leave?(): void;
}

/** Repeats a round of work, one at a time: at once when nudged, slower and slower while it fails. */
export class Periodic implements Component {
  readonly name: string;
  readonly #work: PeriodicWork;
  #running: Promise<void> | null = null;
  #stopping = false;
  #failures = 0;
  #roundSince: number | null = null;
  #detail = "not started";
  #wake: (() => void) | null = null;
  #nudged = false;

  constructor(work: PeriodicWork) {
    this.name = work.name;
    this.#work = work;
  }

  async start(): Promise<void> {
    this.#stopping = false;
    this.#running = this.#loop();
  }

  health(): ComponentHealth {
    if (!this.#running) return { status: "stopped", detail: this.#detail };
    const roundMs = this.#roundSince === null ? 0 : Date.now() - this.#roundSince;
    if (roundMs > SLOW_ROUND_MS)
      return { status: "failed", detail: `one round has taken ${Math.round(roundMs / 1000)} s so far` };
    if (this.#failures === 0) return { status: "ok", detail: this.#detail };
    return {
      status: this.#failures < FAILED_AFTER ? "warning" : "failed",
      detail: `${this.#failures} failed in a row: ${this.#detail}`,
    };
  }

  /** Starts the next round now. */
  nudge(): void {
    this.#nudged = true;
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#work.leave?.();
    this.#wake?.();
    await this.#running;
    this.#running = null;
  }

  async #loop(): Promise<void> {
    while (!this.#stopping) {
      this.#nudged = false;
      this.#roundSince = Date.now();
      try {
        this.#detail = await this.#work.round();
        this.#failures = 0;
      } catch (error) {
        this.#failures++;
        this.#detail = error instanceof Error ? error.message : String(error);
        this.#work.log.warn({ err: error, component: this.name, failures: this.#failures }, "a round failed");
      }
      this.#roundSince = null;
      if (!this.#nudged || this.#failures > 0) await this.#pause();
    }
  }

  #pause(): Promise<void> {
    const { everyMs } = this.#work;
    const slowed = Math.min(MAX_BACKOFF_MS, everyMs * 2 ** Math.min(10, this.#failures));
    const delayMs = Math.max(everyMs, slowed);
    return new Promise((resolve) => {
      if (this.#stopping) return resolve();
      const done = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, delayMs);
      this.#wake = done;
    });
  }
}
