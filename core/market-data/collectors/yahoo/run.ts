import type { FactBatch, Finding } from "#core/model";
import { type Page, VendorError } from "../../collector.ts";
import type { YahooClient } from "./client.ts";
import { finding, type Telling } from "./telling.ts";
import { type Place, placeText } from "./windows.ts";

/** One `collect` under way. */
export interface Run {
  client: YahooClient;
  signal: AbortSignal;
  start: Place;
  /** Source and present time. */
  telling(): Telling;
}

export const pageOf = (facts: FactBatch, next: Place | null): Page => ({
  facts,
  next: next && placeText(next),
});

/** Where a run stands after so many of its subjects; null after the last. */
export const placeAfter = (index: number, count: number): Place | null =>
  index + 1 < count ? { index: index + 1, fromMs: null } : null;

/**
 * Why a symbol has nothing to tell, as a finding. Faults of the way to Yahoo are no answer about a symbol and are thrown.
 *
 * @throws VendorError
 */
export function leftOut(error: unknown, topic: string, symbol: string, telling: Telling): Finding {
  const isAnswer =
    error instanceof VendorError && (error.fault === "not-found" || error.fault === "bad-request");
  if (!isAnswer) throw error;
  return finding(
    { check: "left-out", severity: "warning", topic, subject: symbol, detail: error.parts.what },
    telling,
  );
}

export const unnamed = (topic: string, symbol: string, telling: Telling): Finding =>
  finding(
    {
      check: "left-out",
      severity: "warning",
      topic,
      subject: symbol,
      detail: `${JSON.stringify(symbol.slice(0, 40))} is no ticker such as AAPL, BRK.B or BMW.DE.`,
    },
    telling,
  );
