import type { Article, Instrument, NewId, Signal } from "#core/model";
import { type Analyzer, type EntitySentiment, lexiconAnalyzer } from "./analyzers/sentiment-analyzer.ts";
import { catalogueExtractor, type Extractor } from "./extractors/entity-extractor.ts";
import { isInstructionLike } from "./instruction-like.ts";

/** How long news speaks for a view, ms. */
const LIFETIME_MS = 3 * 86_400_000;
/** Scores closer to zero than this say nothing. */
const NEUTRAL = 0.1;
/** Most confidence given to a text that reads like instructions. */
const SUSPICIOUS_CONFIDENCE = 0.2;

export interface SignalContext {
  instruments: readonly Instrument[];
  /** ISO instant; articles known later are not read. */
  now: string;
  newId: NewId;
  extractor?: Extractor;
  analyzer?: Analyzer;
}

export interface GeneratedSignals {
  signals: Signal[];
  /** Why there are none, when there are none. */
  skipped: string | null;
  /** The text reads as if it gave orders to a machine. */
  suspicious: boolean;
}

/** What an article says about the instruments it names, as dated signals that rest on it. */
export function generateSignalsFrom(article: Article, context: SignalContext): GeneratedSignals {
  const text = `${article.headline}.\n${article.body}`;
  const suspicious = isInstructionLike(text);
  if (article.knownAt > context.now) return { signals: [], skipped: "It is not known yet.", suspicious };
  const expiresAt = new Date(Date.parse(article.occurredAt) + LIFETIME_MS).toISOString();
  if (expiresAt <= context.now)
    return { signals: [], skipped: "It is too old to speak for a view.", suspicious };
  const mentions = (context.extractor ?? catalogueExtractor(context.instruments)).extract(text);
  if (mentions.length === 0)
    return { signals: [], skipped: "It names no instrument of the catalogue.", suspicious };
  const signals = (context.analyzer ?? lexiconAnalyzer).analyze(text, mentions).map((sentiment): Signal => {
    const strength = Math.min(1, Math.abs(sentiment.score));
    const confidence = confidenceOf(sentiment);
    return {
      id: context.newId("signal"),
      symbol: sentiment.symbol,
      kind: "news-sentiment",
      direction: strength < NEUTRAL ? "neutral" : sentiment.score > 0 ? "bullish" : "bearish",
      strength,
      confidence: suspicious ? Math.min(confidence, SUSPICIOUS_CONFIDENCE) : confidence,
      rationale: rationaleOf(sentiment, suspicious),
      evidenceIds: [article.id],
      occurredAt: article.occurredAt,
      knownAt: context.now,
      expiresAt,
      source: article.source,
    };
  });
  return { signals, skipped: null, suspicious };
}

/** More deciding words and a clearer score make a surer view; a word list is never sure. */
function confidenceOf({ score, phrases }: EntitySentiment): number {
  return Math.min(0.9, 0.3 + 0.3 * Math.abs(score) + 0.1 * Math.min(3, phrases.length));
}

function rationaleOf({ phrases, score }: EntitySentiment, suspicious: boolean): string {
  const words = phrases
    .slice(0, 4)
    .map((phrase) => `“${phrase}”`)
    .join(", ");
  const reading = words
    ? `The words ${words} decided (score ${score.toFixed(2)}).`
    : `No deciding words (score ${score.toFixed(2)}).`;
  return suspicious ? `${reading} The text reads like instructions, so it is hardly trusted.` : reading;
}
