import { francAll } from "franc-min";

/** Texts shorter than that say too little about their language, in letters. */
const LEAST_LETTERS = 40;
/** The best language must be ahead of the next by so much of the best score; a close race is no answer. */
const LEAST_LEAD = 0.05;

/**
 * The language of a text as ISO 639-3, e.g. eng, deu, spa; "und" where a short or mixed text leaves doubt.
 *
 * @source Cavnar & Trenkle, "N-Gram-Based Text Categorization", 1994 (franc-min)
 */
export function languageOf(text: string): string {
  if (text.replace(/[^\p{L}]/gu, "").length < LEAST_LETTERS) return "und";
  const [[best = "und"] = [], [, next = 0] = []] = francAll(text);
  return next > 1 - LEAST_LEAD ? "und" : best;
}
