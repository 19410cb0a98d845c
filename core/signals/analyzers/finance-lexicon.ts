/** A wording of financial news and how good it is for the company it is about, −1 to 1. */
export interface LexiconEntry {
  pattern: RegExp;
  weight: number;
}

const entries = (weight: number, ...wordings: string[]): LexiconEntry[] =>
  wordings.map((wording) => ({ weight, pattern: new RegExp(`\\b(?:${wording})\\b`, "gi") }));

/** Our own list, in the manner of finance lexicons: general word lists misread "beats", "cuts" and "liability". */
export const FINANCE_LEXICON: readonly LexiconEntry[] = [
  ...entries(
    0.9,
    "beats? (?:[\\w'’-]+ ){0,3}(?:expectations?|estimates?|forecasts?|consensus)",
    "tops? (?:[\\w'’-]+ ){0,2}(?:expectations?|estimates?|forecasts?)",
    "beats?(?: on)? (?:earnings|profit|revenue)",
  ),
  ...entries(
    0.9,
    "(?:rais(?:es|ed|ing)|lift(?:s|ed)|boost(?:s|ed)|hik(?:es|ed)) (?:[\\w'’-]+ ){0,3}(?:guidance|outlook|forecast|dividend|target)",
    "record (?:[\\w'’-]+ )?(?:quarter|profits?|revenue|earnings|sales)",
  ),
  ...entries(
    0.7,
    "upgrad(?:e|es|ed)",
    "outperform",
    "surg(?:e|es|ed|ing)",
    "soar(?:s|ed|ing)?",
    "jump(?:s|ed)?",
    "rall(?:y|ies|ied)",
    "buybacks?",
    "larger dividend",
    "wins?(?: \\w+){0,2} (?:contract|approval|case|lawsuit)",
    "stronger than expected",
    "better than (?:expected|feared|forecast)",
    "less bad than feared",
  ),
  ...entries(
    0.5,
    "strong(?:er)? (?:demand|sales|growth|orders|quarter|results?)",
    "grew faster",
    "margins? improv(?:ed|es?)",
    "growth accelerat(?:ed|es)",
    "exceed(?:s|ed)",
    "profitable",
    "expands?",
    "gains?",
    "climbs?",
    "rises?",
    "rose",
  ),
  ...entries(
    -0.9,
    "miss(?:es|ed)? (?:[\\w'’-]+ ){0,3}(?:expectations?|estimates?|forecasts?|consensus)",
    "(?:cuts?|lower(?:s|ed)|slash(?:es|ed)|trim(?:s|med)|reduc(?:es|ed)) (?:[\\w'’-]+ ){0,3}(?:guidance|outlook|forecast|dividend|targets?)",
    "profit warning",
    "bankrupt(?:cy)?",
    "fraud",
    "defaults?",
  ),
  ...entries(
    -0.7,
    "downgrad(?:e|es|ed)",
    "underperform",
    "plung(?:e|es|ed|ing)",
    "tumbl(?:e|es|ed)",
    "slump(?:s|ed)?",
    "crash(?:es|ed)?",
    "plummet(?:s|ed)?",
    "su(?:es|ed)(?= )",
    "lawsuit",
    "investigation",
    "probe",
    "recalls?",
    "layoffs?",
    "short of (?:expectations?|estimates?|forecasts?)",
    "worse than (?:expected|feared|forecast)",
  ),
  ...entries(
    -0.5,
    "weak(?:er|ness|ening)?(?: demand| sales| growth| results?)?",
    "slow(?:ing|s|ed)(?: \\w+)? growth",
    "steep losses",
    "disappoint(?:s|ed|ing)",
    "margins? (?:shrank|shrink|fell)",
    "warn(?:s|ed|ing)",
    "loss(?:es)?",
    "falls?",
    "fell",
    "declin(?:e|es|ed)",
    "drops?",
    "misconduct",
  ),
];

/** Turns what follows around when it stands within three words before. */
export const NEGATION =
  /\b(?:no|not|never|without|denies|denied|avoids?|averts?|dismiss(?:es|ed)?|hardly|isn't|doesn't|didn't|won't)\b(?:\W+\w+){0,3}\W*$/i;
