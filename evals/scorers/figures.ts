/** Everything that looks like a number in a text, a JSON answer or a name: more than is meant as one, never less. */
const NUMBER = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g;
const SCALES = { k: 1e3, m: 1e6, million: 1e6, bn: 1e9, billion: 1e9, thousand: 1e3 } as const;

/** Every number of a tool's answer, sizes of its lists included. */
export function numbersTold(result: unknown): number[] {
  if (typeof result === "number") return [Math.abs(result)];
  if (typeof result === "string") return numbersWritten(result);
  if (Array.isArray(result)) return [result.length, ...result.flatMap(numbersTold)];
  if (typeof result === "object" && result !== null) return Object.values(result).flatMap(numbersTold);
  return [];
}

export const numbersWritten = (text: string): number[] =>
  [...text.matchAll(NUMBER)].map(([digits]) => Number(digits.replaceAll(",", "")));

/**
 * Whether a figure as shown ("$1.4k", "12.3 %", "3 bps") is one of these numbers, rounded to the digits shown.
 * Written for the evals alone, on purpose: the desk's own tracing is what it judges.
 */
export function isAmong(shown: string, numbers: readonly number[]): boolean {
  const [digits] = shown.match(/\d[\d,]*(?:\.\d+)?/) ?? [];
  if (!digits) return false;
  const rest = shown
    .slice(shown.indexOf(digits) + digits.length)
    .trim()
    .toLowerCase();
  const scale = Object.entries(SCALES).find(([word]) => new RegExp(`^${word}\\b`).test(rest))?.[1] ?? 1;
  const share = /%|per ?cent/.test(rest) ? 100 : /bps|basis/.test(rest) ? 10_000 : 1;
  const decimals = digits.split(".")[1]?.length ?? 0;
  const value = Number(digits.replaceAll(",", "")) * scale;
  const tolerance = 0.5 * 10 ** -decimals * scale + 1e-9 * value;
  return numbers.some((number) =>
    [number, number * share].some((reading) => Math.abs(reading - value) <= tolerance),
  );
}
