import { hash } from "node:crypto";
import { Decimal } from "#core/model";

/** One entry of the audit as it is stored. */
export interface ChainEntry {
  seq: number;
  /** Milliseconds since 1970. */
  atMs: number;
  actor: string;
  via: string;
  action: string;
  outcome: string;
  entityId: string;
  traceId: string;
  detail: unknown;
  previousHash: string;
  hash: string;
}

/** A place in the chain: an entry's number and hash. */
export interface ChainPoint {
  seq: number;
  hash: string;
}

/** Where the chain is not what it was, and what is wrong there. */
export interface ChainBreak {
  seq: number;
  reason: string;
}

/** What stands before the first entry. */
export const CHAIN_START: ChainPoint = { seq: 0, hash: "0".repeat(64) };

/** The hash of an entry. The database computes the same; this does not ask it, so that it cannot be deceived there. */
export function auditHash(entry: ChainEntry): string {
  const { previousHash, seq, atMs, actor, via, action, outcome, entityId, traceId, detail } = entry;
  const parts = [previousHash, seq, atMs, actor, via, action, outcome, entityId, traceId, detail];
  return hash("sha256", jsonbText(parts), "hex");
}

/**
 * JSON as the database writes its jsonb: a space behind each comma and colon, keys by length and then by bytes,
 * numbers without an exponent.
 */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(", ")}]`;
  if (typeof value === "number")
    return Number.isSafeInteger(value) ? String(value) : new Decimal(String(value)).toFixed();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const keyed = Object.entries(value).map(([key, held]) => ({ key, bytes: Buffer.from(key), held }));
  keyed.sort((a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes));
  return `{${keyed.map(({ key, held }) => `${JSON.stringify(key)}: ${jsonbText(held)}`).join(", ")}}`;
}

/** Walks a chain entry by entry and stops at the first break. Entries are handed in as they are read, in order. */
export class ChainWalk {
  #last: ChainPoint = CHAIN_START;
  #broken: ChainBreak | null = null;
  readonly #points: Map<number, string>;
  readonly #highest: number;

  /** @param points places somebody noted outside the database; each must still be there */
  constructor(points: readonly ChainPoint[] = []) {
    this.#points = new Map();
    for (const { seq, hash: noted } of points)
      if (this.#points.has(seq) && this.#points.get(seq) !== noted)
        this.#broken ??= { seq, reason: "it was noted outside with two different hashes" };
      else this.#points.set(seq, noted);
    this.#highest = Math.max(0, ...this.#points.keys());
  }

  get last(): ChainPoint {
    return this.#last;
  }

  /** @returns false once the chain is broken: further entries say nothing */
  step(entry: ChainEntry): boolean {
    this.#broken ??= this.#faultOf(entry);
    if (this.#broken === null) this.#last = { seq: entry.seq, hash: entry.hash };
    return this.#broken === null;
  }

  #faultOf(entry: ChainEntry): ChainBreak | null {
    const noted = this.#points.get(entry.seq);
    if (entry.seq !== this.#last.seq + 1)
      return { seq: entry.seq, reason: "an entry before this one is missing" };
    if (entry.previousHash !== this.#last.hash)
      return { seq: entry.seq, reason: "it does not follow the entry before it" };
    if (entry.hash !== auditHash(entry)) return { seq: entry.seq, reason: "its content was changed" };
    if (noted !== undefined && noted !== entry.hash)
      return {
        seq: entry.seq,
        reason: "it is not the entry that was signed outside: the chain was rewritten",
      };
    return null;
  }

  /** @param head what the database says its newest entry is */
  end(head: ChainPoint): ChainBreak | null {
    if (this.#broken) return this.#broken;
    if (head.seq !== this.#last.seq || head.hash !== this.#last.hash)
      return { seq: head.seq, reason: "the newest entries are missing, or the head does not match them" };
    if (this.#highest > this.#last.seq)
      return {
        seq: this.#highest,
        reason: "entries that were signed outside are missing: the chain was cut",
      };
    return null;
  }
}
