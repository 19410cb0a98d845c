/** Words for economic figures, and the name a tool finds the series by. The first that fits decides. */
const INDICATORS: readonly (readonly [RegExp, string])[] = [
  [/\bcore (?:cpi|inflation|consumer prices?)\b/, "core cpi"],
  [/\b(?:cpi|consumer price(?:s| index)?|(?:headline |us )?inflation(?: rate)?)\b/, "cpi"],
  [/\b(?:core )?pce(?: (?:index|inflation|prices?))?\b/, "pce"],
  [/\b(?:ppi|producer prices?)\b/, "ppi"],
  [/\b(?:unemployment|jobless)(?: rate)?\b(?! claims)/, "unemployment"],
  [/\b(?:jobless|unemployment|initial) claims\b/, "claims"],
  [/\b(?:(?:non-?farm )?payrolls?|nfp|jobs? (?:report|numbers?|data|figures?))\b/, "payrolls"],
  [/\b(?:real )?gdp\b|\bgross domestic product\b/, "gdp"],
  [/\b(?:fed(?:eral)? funds?(?: rate)?|policy rate|fed rate|ffr)\b/, "fed funds"],
  [
    /\b(?:2[- ]?(?:year|yr|y)|two[- ]year)s?\b(?=.*\b(?:treasur\w*|yields?|notes?|rate)\b)/,
    "2 year treasury",
  ],
  [
    /\b(?:30[- ]?(?:year|yr|y)|thirty[- ]year)s?\b(?=.*\b(?:treasur\w*|yields?|bonds?|rate)\b)/,
    "30 year treasury",
  ],
  [
    /\b(?:10[- ]?(?:year|yr|y)|ten[- ]year)s?\b(?=.*\b(?:treasur\w*|yields?|notes?|rate)\b)|\b(?:treasury|treasuries|bond) yields?\b|\byields?\b|\btreasur(?:y|ies)\b/,
    "10 year treasury",
  ],
  [/\b(?:federal|budget|government) (?:deficit|surplus|balance)\b/, "federal deficit"],
  [/\b(?:federal|public|national|government) debt\b/, "federal debt"],
  [/\bretail sales\b/, "retail sales"],
  [/\bindustrial production\b/, "industrial production"],
  [/\bhousing starts\b/, "housing starts"],
];

/** Two ends of the curve, which is what its slope is read from. */
const CURVE = /\byield curve\b|\bcurve (?:inverted|inversion|steep\w*|flat\w*)\b/;

/** The economic figures a sentence names, as the tool takes them; nothing when it names none. */
export function indicatorsIn(clause: string): string[] | undefined {
  if (CURVE.test(clause)) return ["2 year treasury", "10 year treasury"];
  const found = INDICATORS.find(([pattern]) => pattern.test(clause))?.[1];
  return found === undefined ? undefined : [found];
}
