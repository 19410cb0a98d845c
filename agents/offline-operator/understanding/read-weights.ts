import type { Remainder } from "./remainder.ts";
import type { Slots } from "./request.ts";

/** How people name the optimizer's methods; the first that fits decides. */
const METHODS: readonly (readonly [RegExp, NonNullable<Slots["method"]>])[] = [
  [/\bhrp\b|\bhierarchical(?: risk(?: parity)?)?\b/, "hrp"],
  [
    /\brisk[- ]parity\b|\b(?:equal|even|same|balanced)(?:ly)?[- ](?:shared )?risk\b|\bequal risk contributions?\b/,
    "risk-parity",
  ],
  [
    /\b(?:global )?min(?:imum|imal)?[- ](?:variance|vol(?:atility)?|risk)\b|\b(?:calmest|least volatile|lowest[- ](?:risk|vol(?:atility)?))\b/,
    "min-variance",
  ],
  [
    /\b(?:max(?:imum|imal)?|best|highest)[- ]sharpe(?: ratio)?\b|\btangency\b|\bbest risk[- ]adjusted\b/,
    "max-sharpe",
  ],
];
const METHOD_NAMED = new RegExp(METHODS.map(([pattern]) => pattern.source).join("|"));

const N = String.raw`(?<n>\d+(?:\.\d+)?)%|(?<word>(?:a|1) (?:tenth|quarter|third)|half)`;
const WORDS: Readonly<Record<string, number>> = { tenth: 0.1, quarter: 0.25, third: 1 / 3, half: 0.5 };
const TURNOVER: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:\b(?:with|at|and|,|but|while) )*(?:\b(?:at most|max(?:imum)?|no more than|not more than|up to|under|below|within|less than|limit(?:ed)? to|a) )*(?:${N}) ?(?:of )?(?:max(?:imum)? )?\bturn(?:ed)?[- ]?over\b`,
  ),
  new RegExp(
    String.raw`\bturn(?:ing|ed|s)?[- ]?over\b[^%\d]{0,30}?(?:${N})(?: at (?:the )?most| max(?:imum)?)?`,
  ),
  new RegExp(
    String.raw`\b(?:without|never|not) (?:trading|turning over|moving|changing|trade|move) (?:over|more than|above) (?:${N})`,
  ),
  new RegExp(String.raw`\btrad(?:e|ing) (?:at most|no more than|not more than|less than|under) (?:${N})`),
];
const MAX_WEIGHT =
  /\b(?:cap(?:ped)?|limit(?:ed)?|max(?:imum)?(?: weight)?|no more than|at most)\b[^%\d]{0,30}?\b(?:each|every|any|single|per|one)? ?(?:name|stock|asset|position|holding|weight|one|company)?[^%\d]{0,12}(?<n>\d+(?:\.\d+)?)%/;

/** The method of weighing and its limits, taking their percentages out of the remainder. */
export function readWeights(rest: Remainder): Slots {
  const method = METHODS.find(([pattern]) => pattern.test(rest.text))?.[1];
  if (!method && !/\b(?:re-?balanc|re-?weigh|turn-?over)/.test(rest.text)) return {};
  const turnover = take(rest, TURNOVER);
  const maxWeight = method ? take(rest, [MAX_WEIGHT]) : undefined;
  return { method, turnover, maxWeight };
}

export const namesMethod = (clause: string): boolean => METHOD_NAMED.test(clause);

function take(rest: Remainder, patterns: readonly RegExp[]): number | undefined {
  for (const pattern of patterns) {
    const { n, word } = rest.take(pattern)?.groups ?? {};
    if (n) return Number((Number(n) / 100).toFixed(6));
    if (word) return WORDS[word.split(" ").at(-1) ?? ""];
  }
  return undefined;
}
