import { digitsForWords } from "./number-words.ts";
import { repairWord } from "./typos.ts";

/** How traders shorten, and what they mean. Applied in order on lower-case text. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[‘’ʼ`]/g, "'"],
  [/[“”]/g, '"'],
  [/[–—−]/g, "-"],
  [/\u00a0/g, " "],
  [/(?<![\w@$])(?:um+|uh+|erm+|lol|lmao|ha(?:ha)+)(?![\w-])[, ]*/g, ""],
  [/,? \b(?:mate|bro|dude|pal|buddy|boss|yaar)\b(?=[ ,.!?]*$)/g, ""],
  [/\bp\s?(?:&|\/|and|n)\s?l\b/g, "pnl"],
  [/\bwh?[ao]ts\b/g, "what is"],
  [/\b(what|how|where|who)'?s\b(?!\s?&)/g, "$1 is"],
  [/\b(when|why|that|it|there|here)'s\b/g, "$1 is"],
  [/\b(i)'?m\b/g, "$1 am"],
  [/\b(you|we|they)'re\b/g, "$1 are"],
  [/\b(i|you|we|they)'ve\b/g, "$1 have"],
  [/\b(i|you|we|they|it|that)'ll\b/g, "$1 will"],
  [/\b(i|you|we|they)'d\b/g, "$1 would"],
  [/\b(do|does|did|is|are|was|were|would|could|should|has|have)n'?t\b/g, "$1 not"],
  [/\b(?:can't|cant|cannot)\b/g, "can not"],
  [/\bwon'?t\b/g, "will not"],
  [/\blet'?s\b/g, "let us"],
  [/(\w)'s\b/g, "$1"],
  [/\b(?:pls|plz|plse)\b/g, "please"],
  [/\b(?:wanna)\b/g, "want to"],
  [/\b(?:gonna)\b/g, "going to"],
  [/\bgimme\b/g, "give me"],
  [/\blemme\b/g, "let me"],
  [/\b(?:thx|tnx|ty|cheers)\b/g, "thanks"],
  [/\bu\b/g, "you"],
  [/\bur\b/g, "your"],
  [/\br\b(?= (?:you|we|they|my))/g, "are"],
  [/\bw\/o\b/g, "without"],
  [/\bw\/(?=\s|\d)/g, "with "],
  [/\b(?:qty)\b/g, "quantity"],
  [/\bavg\b/g, "average"],
  [/\b(?:pos|posns?)\b/g, "positions"],
  [/\bpx\b/g, "price"],
  [/\bmkt\b/g, "market"],
  [/\blmt\b/g, "limit"],
  [/\bptf\b/g, "portfolio"],
  [/\b(?:strat)(s?)\b/g, "strategy$1"],
  [/\bstrategys\b/g, "strategies"],
  [/\bback[ -]?tests?\b/g, "backtest"],
  [/\bback[ -]?testing\b/g, "backtesting"],
  [/\bbt\b/g, "backtest"],
  [/\b(?:bp|bips?|basis[ -]points?)\b/g, "bps"],
  [/(\d)\s?(?:bp|bps|bips?)\b/g, "$1 bps"],
  [/\bper ?cent\b|\bpct\b/g, "%"],
  [/(\d)\s+%/g, "$1%"],
  [/\byear[ -]to[ -]date\b/g, "ytd"],
  [/\bmonth[ -]to[ -]date\b/g, "mtd"],
  [/\boptimi[sz]e?(d|r|rs|s|ing|ation)?\b/g, "optimise"],
  [/\bliquidati?(?:on|ng)\b/g, "liquidate"],
  [/\b(?:cros|corss|crss)\b/g, "cross"],
  [/\bbullish(?:ness)?\b/g, "bullish"],
];

/** A text as the grammar reads it: lower case, plain quotes, shortenings written out, spelt numbers as digits, slips repaired. */
export function normalise(text: string): string {
  const plain = SPELLINGS.reduce(
    (rest, [pattern, written]) => rest.replace(pattern, written),
    text.toLowerCase(),
  );
  const repaired = plain.replace(/(?<![\w$@.&'/-])[a-z]{4,}(?![\w&'/-]|\.\w)/g, repairWord);
  return digitsForWords(repaired)
    .replace(/(\d)\s+%/g, "$1%")
    .replace(/[ \t]+/g, " ")
    .trim();
}
