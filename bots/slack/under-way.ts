/** Work that was begun and must end before the process does. */
export class UnderWay {
  readonly #work = new Set<Promise<void>>();

  /** Runs it, and remembers it until it has ended. */
  async run(work: () => Promise<void>): Promise<void> {
    const running = work();
    this.#work.add(running);
    try {
      await running;
    } finally {
      this.#work.delete(running);
    }
  }

  async ended(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work);
  }
}
