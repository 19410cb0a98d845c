/** Figures as a printed report shows them. A figure that the history does not allow is a dash, never a guess. */
const NONE = "–";

const number = (digits: number) =>
  new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const plain = number(2);
const whole = number(0);
const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const percents = new Intl.NumberFormat("en-US", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

type Figure = number | null | undefined;
const shown = (value: Figure, format: Intl.NumberFormat): string =>
  value === null || value === undefined || !Number.isFinite(value) ? NONE : format.format(value);

export const percent = (value: Figure): string => shown(value, percents);
export const ratio = (value: Figure): string => shown(value, plain);
export const count = (value: Figure): string => shown(value, whole);
export const usd = (value: Figure): string => shown(value, dollars);
export const day = (instant: string | null): string => instant?.slice(0, 10) ?? NONE;
