/** Pauses between tries to connect, ms: doubled from the first to the last. */
const FIRST_PAUSE_MS = 250;
const LAST_PAUSE_MS = 30_000;
/** A link that ends sooner counts as a failed try, so that a Slack which only says hello is not hammered. */
const STEADY_MS = 5_000;

/** How long to wait before the next try to connect. */
export class Backoff {
  #failures = 0;
  #askedMs = 0;

  /** A try failed; `askedMs` is how long the other side wants to be left alone. */
  failed(askedMs = 0): void {
    this.#failures++;
    this.#askedMs = askedMs;
  }

  /** A link was open so long, and ended. */
  ended(livedMs: number): void {
    this.#failures = livedMs < STEADY_MS ? this.#failures + 1 : 0;
    this.#askedMs = 0;
  }

  get failures(): number {
    return this.#failures;
  }

  /** 0 after a link that was steady. */
  get pauseMs(): number {
    if (this.#failures === 0) return 0;
    const ownMs = Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(this.#failures - 1, 10));
    return Math.max(ownMs, this.#askedMs);
  }
}
