import type { FactBatch, Finding, Instant } from "#core/model";
import type { Facts } from "../part.ts";

type Kind = "bars" | "quotes" | "trades" | "books" | "statuses" | "bands" | "watches" | "articles";

/** Facts of one frame, gathered until it has been read whole. */
export class Pending {
  #facts: { [K in Kind]?: NonNullable<Facts[K]> } = {};
  #findings: Finding[] = [];
  size = 0;

  add<K extends Kind>(kind: K, facts: NonNullable<Facts[K]>, findings: readonly Finding[] = []): void {
    const held: unknown[] = this.#facts[kind] ?? [];
    held.push(...facts);
    this.#facts[kind] = held as NonNullable<Facts[K]>;
    this.#findings.push(...findings);
    this.size += facts.length + findings.length;
  }

  remark(finding: Finding): void {
    this.#findings.push(finding);
    this.size++;
  }

  /** Everything so far as one batch; begins anew. */
  take(receivedAt: Instant): FactBatch {
    const batch = {
      receivedAt,
      ...this.#facts,
      ...(this.#findings.length > 0 ? { findings: this.#findings } : {}),
    };
    this.#facts = {};
    this.#findings = [];
    this.size = 0;
    return batch;
  }
}
