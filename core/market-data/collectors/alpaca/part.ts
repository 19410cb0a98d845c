import type { FactBatch, Finding } from "#core/model";
import type { Assets } from "./assets.ts";
import type { AlpacaClient } from "./client.ts";
import { type AlpacaSymbol, toAlpaca } from "./symbols.ts";
import type { Telling } from "./telling.ts";

export type Facts = Omit<FactBatch, "receivedAt" | "findings">;

/** What one answer holds. */
export interface Reading {
  facts: Facts;
  findings: Finding[];
  /** Symbols of Alpaca's that had anything to tell. */
  names: string[];
  /** Where the next page begins; null after the last. */
  token: string | null;
}

/** Symbols asked for in one question, page after page. */
export interface Part {
  /** As Alpaca writes them; whoever has nothing to tell by the last page is a finding where `isEachDue`. */
  names: readonly string[];
  isEachDue: boolean;
  ask(token: string | null): Promise<unknown>;
  read(body: unknown, telling: Telling): Reading;
}

export interface Asking {
  client: AlpacaClient;
  assets: Assets;
  feed: "iex" | "sip" | "delayed_sip";
  nowMs: number;
  pageRows: number;
  signal: AbortSignal;
}

const SYMBOLS_A_CALL = 100;

export type Chunk = Pick<AlpacaSymbol, "kind"> & { names: string[] };

/** Symbols in the groups one question may have: shares apart from coins. */
export function chunksOf(symbols: readonly string[], size = SYMBOLS_A_CALL): Chunk[] {
  const known = symbols.flatMap((symbol) => toAlpaca(symbol) ?? []);
  return (["stock", "coin"] as const).flatMap((kind) => {
    const names = [...new Set(known.filter((one) => one.kind === kind).map(({ name }) => name))].sort();
    const count = Math.ceil(names.length / size);
    return Array.from({ length: count }, (_, index) => ({
      kind,
      names: names.slice(index * size, (index + 1) * size),
    }));
  });
}
