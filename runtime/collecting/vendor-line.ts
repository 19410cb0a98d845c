import type { Collector, Line, ListenWish, Page, VendorHealth } from "#core/market-data";
import type { Clock, FactBatch, Finding } from "#core/model";

/** Facts that wait to be stored; with more, the oldest are let go and a finding says so. */
const MAX_WAITING = 50_000;

export interface VendorLineOptions {
  collector: Collector;
  wish: ListenWish;
  /** Tells whoever listens here, at once. */
  publish(facts: FactBatch): void;
  /** Stores a batch. */
  record(facts: FactBatch): Promise<void>;
  clock: Clock;
}

type Kinds = Omit<FactBatch, "receivedAt">;

/** Keeps a vendor's line open, tells its facts at once, and stores them in batches. */
export class VendorLine {
  readonly #options: VendorLineOptions;
  #line: Line | null = null;
  #waiting: FactBatch[] = [];
  /** Halts and bands of what was let go. */
  #kept: FactBatch[] = [];
  #count = 0;
  #letGo = 0;

  constructor(options: VendorLineOptions) {
    this.#options = options;
  }

  /** Opens the line where it is not open, and stores what was told since the last round. @returns how much */
  async round(): Promise<number> {
    const { collector, wish } = this.#options;
    this.#line ??= (await collector.listen?.(wish, (page) => this.#told(page))) ?? null;
    return this.#store();
  }

  health(): VendorHealth | null {
    return this.#line?.health() ?? null;
  }

  /** Closes the line and stores what was told before. */
  async close(): Promise<void> {
    const line = this.#line;
    this.#line = null;
    await line?.close();
    await this.#store();
  }

  #told({ facts }: Page): void {
    this.#options.publish(facts);
    this.#waiting.push(facts);
    this.#count += sizeOf(facts);
    while (this.#count > MAX_WAITING && this.#waiting.length > 1) {
      this.#letGoOf(this.#waiting.shift());
    }
  }

  /** Halts and bands are kept: the line goes on to say that all of them were heard. */
  #letGoOf(batch: FactBatch | undefined): void {
    if (!batch) return;
    const { receivedAt, statuses = [], bands = [] } = batch;
    const size = sizeOf(batch);
    const kept = statuses.length + bands.length;
    if (kept > 0) this.#kept.push({ receivedAt, statuses, bands });
    this.#count -= size;
    this.#letGo += size - kept;
  }

  async #store(): Promise<number> {
    if (this.#waiting.length === 0) return 0;
    const [taken, kept, count, letGo] = [this.#waiting, this.#kept, this.#count, this.#letGo];
    [this.#waiting, this.#kept, this.#count, this.#letGo] = [[], [], 0, 0];
    try {
      await this.#options.record(joined([...kept, ...taken], letGo > 0 ? [this.#gap(taken, letGo)] : []));
      return count;
    } catch (error) {
      // They wait for the next round, before what came meanwhile.
      this.#waiting.unshift(...taken);
      this.#kept.unshift(...kept);
      this.#count += count;
      this.#letGo += letGo;
      throw error;
    }
  }

  #gap(kept: readonly FactBatch[], letGo: number): Finding {
    return {
      check: "stream-gap",
      severity: "error",
      topic: "stream",
      subject: "",
      interval: null,
      from: null,
      to: kept[0]?.receivedAt ?? null,
      detail: `${letGo} facts of the line could not be stored in time and were let go.`,
      collector: this.#options.collector.name,
      foundAt: this.#options.clock.now().toISOString(),
    };
  }
}

const lists = ({ receivedAt: _at, ...kinds }: FactBatch): [string, readonly unknown[]][] =>
  Object.entries(kinds).filter(([, told]) => Array.isArray(told));

const sizeOf = (facts: FactBatch): number => lists(facts).reduce((sum, [, told]) => sum + told.length, 0);

/** Several batches, in the order they came, as one that reached us with the last of them. */
function joined(batches: readonly FactBatch[], findings: readonly Finding[]): FactBatch {
  const all: Record<string, unknown[]> = {};
  for (const batch of batches)
    for (const [kind, told] of lists(batch)) {
      const held = all[kind] ?? [];
      for (const fact of told) held.push(fact);
      all[kind] = held;
    }
  const receivedAt = batches.at(-1)?.receivedAt ?? "";
  const kinds = all as Kinds;
  return {
    ...kinds,
    receivedAt,
    ...(findings.length > 0 && { findings: [...(kinds.findings ?? []), ...findings] }),
  };
}
