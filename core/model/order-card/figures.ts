const usd = { style: "currency", currency: "USD", minimumFractionDigits: 2 } as const;
const MONEY = new Intl.NumberFormat("en-US", { ...usd, maximumFractionDigits: 2 });
const PRICE = new Intl.NumberFormat("en-US", { ...usd, maximumFractionDigits: 4 });
const QUANTITY = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });
const PERCENT = new Intl.NumberFormat("en-US", {
  style: "percent",
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** US dollars: "$1,234.50". Ledger numbers are decimal text and are formatted without passing through a float. */
export const money = (amount: string): string => write(amount, MONEY);
/** A price keeps its own decimals beyond the cent, up to four. */
export const price = (amount: string): string => write(amount, PRICE);
export const quantity = (amount: string): string => write(amount, QUANTITY);
/** A fraction as percent: 0.0123 → "1.23%"; "–" when unknown. */
export const percent = (fraction: number | null): string =>
  fraction === null ? "–" : PERCENT.format(fraction).replace("-", "−");

function write(amount: string, format: Intl.NumberFormat): string {
  return format.format(amount as Intl.StringNumericLiteral).replace("-", "−");
}
