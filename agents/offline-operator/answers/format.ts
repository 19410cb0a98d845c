/** Figures as people read them. What is not known is a dash, never a zero. */

export const UNKNOWN = "–";

/** Dollars with separators and two decimals, the sign before the dollar. */
export function dollars(value: string | number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(Number(value))) return UNKNOWN;
  const amount = Number(value);
  const text = Math.abs(amount).toLocaleString("en-US", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return `${amount < 0 && text !== "0.00" ? "−" : ""}$${text}`;
}

/** A gain or loss: dollars that always carry their sign. */
export function gain(value: string | number | null | undefined): string {
  const text = dollars(value);
  return text === UNKNOWN || text.startsWith("−") || Number(value) === 0 ? text : `+${text}`;
}

/** A fraction as a percentage. */
export function percent(fraction: number | null | undefined, decimals = 1): string {
  if (fraction === null || fraction === undefined || !Number.isFinite(fraction)) return UNKNOWN;
  const text = (Math.abs(fraction) * 100).toFixed(decimals);
  return `${fraction < 0 && Number(text) !== 0 ? "−" : ""}${text} %`;
}

export function ratio(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value)
    ? UNKNOWN
    : value.toFixed(2).replace("-", "−");
}

/** "2019-06-03". */
export const day = (instant: string): string => instant.slice(0, 10);

/** "2019-06-03 15:04 UTC". */
export const minute = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A table in Markdown; the first row is its head. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Outside text without the marks a tool put round it. */
export const unmark = (text: string): string => text.replace(/⟦(?:end of )?outside text⟧ ?/g, "").trim();
