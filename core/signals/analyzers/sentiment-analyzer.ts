import vader from "vader-sentiment";
import type { Mention } from "../extractors/entity-extractor.ts";
import { FINANCE_LEXICON, NEGATION } from "./finance-lexicon.ts";

/** What a text says of one instrument. */
export interface EntitySentiment {
  symbol: string;
  /** −1 (as bad as it gets) to 1. */
  score: number;
  /** The words that decided it, as they stand in the text. */
  phrases: string[];
  /** How many sentences spoke of it. */
  sentenceCount: number;
}

/** Reads how good a text is for each instrument it names. A model-backed one can be handed in instead. */
export interface Analyzer {
  analyze(text: string, mentions: readonly Mention[]): EntitySentiment[];
}

interface Sentence {
  start: number;
  text: string;
}

/** Weight of the general word list beside the financial one, which knows better. */
const GENERAL_WEIGHT = 0.25;

/**
 * Financial wording first, general wording (VADER) second, per sentence; a sentence that names nobody counts
 * for those named before it.
 *
 * @source Hutto & Gilbert, "VADER", ICWSM 2014, for the general half
 */
export const lexiconAnalyzer: Analyzer = {
  analyze(text, mentions) {
    const bySymbol = new Map<string, { scores: number[]; phrases: string[] }>();
    let spokenOf: string[] = [];
    for (const sentence of sentencesOf(text)) {
      const end = sentence.start + sentence.text.length;
      const named = mentions.filter((mention) => mention.start >= sentence.start && mention.start < end);
      if (named.length > 0) spokenOf = [...new Set(named.map((mention) => mention.symbol))];
      for (const symbol of spokenOf) {
        const about = spokenOf.length > 1 ? clauseOf(sentence, named, symbol) : sentence.text;
        const { score, phrases } = readSentence(about);
        const entry = bySymbol.get(symbol) ?? { scores: [], phrases: [] };
        entry.scores.push(score);
        entry.phrases.push(...phrases);
        bySymbol.set(symbol, entry);
      }
    }
    return [...bySymbol].map(([symbol, { scores, phrases }]) => ({
      symbol,
      score: combine(scores),
      phrases: [...new Set(phrases)],
      sentenceCount: scores.length,
    }));
  },
};

function sentencesOf(text: string): Sentence[] {
  return [...text.matchAll(/[^.!?\n]+(?:[.!?](?=\d)[^.!?\n]*)*[.!?]*/g)].map((match) => ({
    start: match.index,
    text: match[0],
  }));
}

/** Of a sentence about several, the words from one name to the next. */
function clauseOf(sentence: Sentence, named: readonly Mention[], symbol: string): string {
  const own = named.filter((mention) => mention.symbol === symbol);
  if (own.length === 0) return sentence.text;
  return own
    .map((mention) => {
      const next = named.find((other) => other.start > mention.start && other.symbol !== symbol);
      const first = named[0] === mention;
      return sentence.text.slice(
        first ? 0 : mention.start - sentence.start,
        next ? next.start - sentence.start : undefined,
      );
    })
    .join(" ");
}

function readSentence(text: string): { score: number; phrases: string[] } {
  let sum = 0;
  const phrases: string[] = [];
  const taken: [number, number][] = [];
  for (const { pattern, weight } of FINANCE_LEXICON)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (taken.some(([from, to]) => start < to && end > from)) continue;
      taken.push([start, end]);
      const negated = NEGATION.test(text.slice(0, start));
      sum += negated ? -0.6 * weight : weight;
      phrases.push(negated ? `not ${match[0].toLowerCase()}` : match[0].toLowerCase());
    }
  const general = vader.SentimentIntensityAnalyzer.polarity_scores(text).compound;
  return {
    score:
      Math.tanh(sum) * (1 - GENERAL_WEIGHT) +
      (phrases.length > 0 ? GENERAL_WEIGHT * general : 0.5 * GENERAL_WEIGHT * general),
    phrases,
  };
}

/** The mean of the sentences that say something; silence does not dilute. */
function combine(scores: readonly number[]): number {
  const telling = scores.filter((score) => Math.abs(score) > 0.05);
  if (telling.length === 0) return 0;
  return Math.max(-1, Math.min(1, telling.reduce((sum, score) => sum + score, 0) / telling.length));
}
