import type { Signal } from "#core/model";
import { quoteOutside } from "./outside-text.ts";

/** Signals that rest on articles carry the articles' words. */
export const outsideSignals = (signals: readonly Signal[]): string[] =>
  signals.filter(restsOnArticles).flatMap((signal) => [signal.id, ...signal.evidenceIds]);

/** Signals with borrowed words marked as such. */
export const markedSignals = (signals: readonly Signal[]): Signal[] =>
  signals.map((signal) =>
    restsOnArticles(signal) ? { ...signal, rationale: quoteOutside(signal.rationale) } : signal,
  );

const restsOnArticles = (signal: Signal): boolean => signal.evidenceIds.some((id) => id.startsWith("art_"));
