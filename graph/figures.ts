/** A figure as it stands in a text. */
export interface Figure {
  /** As written, with its currency and unit. */
  text: string;
  /** UTF-16 positions in the text, end exclusive. */
  start: number;
  end: number;
  /** Magnitude with k, m, bn applied; sign and percent sign left aside. */
  value: number;
  /** Half a unit of the last digit shown: what rounding may have taken away. */
  tolerance: number;
  unit: "percent" | "bps" | "plain";
}

const DATES = new RegExp(
  [
    String.raw`\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?`,
    String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?`,
    String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?`,
    // "90000 may be used" tells no day of May.
    String.raw`(?<![\d.,])\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?!\s+be\b)(?:\s+\d{4})?`,
    String.raw`(?:Q[1-4]|[12]H)\s?\d{4}`,
  ].join("|"),
  "gi",
);
const LIST_NUMBER = /^[ \t]*\d{1,2}[.)](?=\s)/gm;
const NAMES = /[A-Za-z_][\w.:-]*\d[\w-]*|`[^`]*`/g;
const FIGURE =
  /[$€£]?(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(?<scale>bn|billion|million|thousand|[kKmMB])\b)?(?:\s?(?<unit>%|percent|per cent|bps|basis points))?/g;
const SCALES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};

/** Every figure of a text, in order. Dates, times, list numbers, names (SP500) and ids are not figures. */
export function figuresIn(text: string): Figure[] {
  const blanked = [DATES, LIST_NUMBER, NAMES].reduce(
    (rest, pattern) => rest.replace(pattern, (hit) => " ".repeat(hit.length)),
    text,
  );
  return [...blanked.matchAll(FIGURE)].map((match) => {
    const { digits = "0", scale = "", unit = "" } = match.groups ?? {};
    const factor = SCALES[scale.toLowerCase()] ?? 1;
    const decimals = digits.split(".")[1]?.length ?? 0;
    const shown = match[0].trimEnd();
    return {
      text: shown,
      start: match.index,
      end: match.index + shown.length,
      value: Number(digits.replaceAll(",", "")) * factor,
      tolerance: 0.5 * 10 ** -decimals * factor,
      unit: /%|per/.test(unit) ? "percent" : unit ? "bps" : "plain",
    };
  });
}

/** Every number a tool told: JSON numbers, numbers inside its texts, and how long its lists are. */
export function numbersIn(content: string): number[] {
  const numbers: number[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "number") numbers.push(Math.abs(value));
    else if (typeof value === "string") {
      for (const [digits] of value.matchAll(/\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g))
        numbers.push(Number(digits.replaceAll(",", "")));
    } else if (Array.isArray(value)) {
      numbers.push(value.length);
      for (const item of value) walk(item);
    } else if (value !== null && typeof value === "object")
      for (const item of Object.values(value)) walk(item);
  };
  try {
    walk(JSON.parse(content));
  } catch {
    walk(content);
  }
  return numbers;
}
