import type { IndicatorSeries } from "#core/model";

/** What people call the series they ask for most, first choice first; ids are FRED's. */
const COMMON_NAMES: readonly [RegExp, readonly string[]][] = [
  [/\bcore (?:cpi|inflation|consumer prices)\b/, ["CPILFESL"]],
  [/\b(?:cpi|inflation|consumer prices?)\b/, ["CPIAUCSL", "CPIAUCNS"]],
  [/\bcore pce\b/, ["PCEPILFE"]],
  [/\bpce\b/, ["PCEPI"]],
  [/\b(?:unemployment|jobless(?:ness)?)(?: rate)?\b/, ["UNRATE"]],
  [/\b(?:payrolls?|nonfarm|jobs report)\b/, ["PAYEMS"]],
  [/\breal gdp\b/, ["GDPC1"]],
  [/\b(?:gdp|gross domestic product)\b/, ["GDP", "GDPC1"]],
  [/\b(?:fed(?:eral)? funds|policy rate|key rate|fed rate)\b/, ["FEDFUNDS", "DFF", "DFEDTARU"]],
  [/\b(?:2|two)[- ]year\b/, ["DGS2"]],
  [/\b(?:10|ten)[- ]year\b/, ["DGS10"]],
  [/\b(?:30|thirty)[- ]year\b/, ["DGS30"]],
  [/\b(?:treasury|treasuries|government bond) yields?\b/, ["DGS10"]],
  [/\b(?:deficit|surplus|government (?:finance|budget))\b/, ["MTSDS133FMS", "FYFSD"]],
];

/**
 * The series people mean by a name: its id, a common name, or the title that holds every word. Never a guess between
 * several titles.
 *
 * @returns null when none or more than one fits
 */
export function seriesNamed(held: readonly IndicatorSeries[], text: string): IndicatorSeries | null {
  const wanted = text.trim().toLowerCase();
  const byId = new Map(held.map((series) => [series.id.toLowerCase(), series]));
  const exact = byId.get(wanted);
  if (exact) return exact;
  for (const [name, ids] of COMMON_NAMES) {
    if (!name.test(wanted)) continue;
    const known = ids.map((id) => byId.get(id.toLowerCase())).find((series) => series !== undefined);
    if (known) return known;
  }
  const words = wanted.split(/\W+/).filter((word) => word !== "");
  const fitting = held.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
