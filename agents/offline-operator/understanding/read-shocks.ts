import type { Slots } from "./request.ts";

/** How people name the sectors of the catalogue. */
const SECTORS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:tech|technology)(?: stocks| names| sector)?\b/, "Technology"],
  [/\b(?:banks?|financials?)(?: stocks| names| sector)?\b/, "Financials"],
  [/\b(?:oil|energy)(?: stocks| names| sector)?\b/, "Energy"],
  [/\bstaples\b/, "Staples"],
  [/\bconsumer(?: stocks| names| sector)?\b/, "Consumer"],
  [/\bcommunications?\b/, "Communication"],
];
const FALLS =
  /\b(?:drops?|falls?|crash(?:es)?|declin(?:es?|ing)|tanks?|loses?|down|plunges?|slides?|dives?|sinks?|sell-?off|correction|bear market|cut|goes? down|collaps(?:es?|ing)|wiped out)\b/;
const RISES = /\b(?:rises?|rall(?:y|ies)|gains?|jumps?|climbs?|goes? up|up|surges?)\b/;
/** A fall without a figure: a correction as the market counts it, and a crash. */
const USUAL: readonly (readonly [RegExp, number])[] = [
  [/\bhalv(?:es?|ed|ing)\b|\bloses? half\b/, -0.5],
  [/\bcrash(?:es)?\b|\bcollaps/, -0.2],
  [/\bcorrection\b|\bsell-?off\b/, -0.1],
];

/** The sudden move a question supposes; nothing when it supposes none. */
export function readShocks(clause: string): Slots["shocks"] {
  const percent = /(?<n>\d+(?:\.\d+)?)%/.exec(clause)?.groups?.n;
  const isFall = FALLS.test(clause) || USUAL.some(([pattern]) => pattern.test(clause));
  if (!isFall && !RISES.test(clause)) return undefined;
  const size = percent ? Math.min(1, Number(percent) / 100) : undefined;
  const usual = USUAL.find(([pattern]) => pattern.test(clause))?.[1];
  const change = size === undefined ? usual : isFall ? -size : size;
  if (change === undefined || change === 0) return undefined;
  const symbol = /@(?!SPY\b|SP500\b)([A-Z][A-Z0-9.]*)/.exec(clause)?.[1];
  if (symbol) return [{ on: "symbol", symbol, change }];
  const sector = SECTORS.find(([pattern]) => pattern.test(clause))?.[1];
  if (sector) return [{ on: "sector", sector, change }];
  return [
    {
      on: /\b(?:everything|every (?:name|stock)|all (?:names|stocks))\b/.test(clause)
        ? "every-name"
        : "market",
      change,
    },
  ];
}
