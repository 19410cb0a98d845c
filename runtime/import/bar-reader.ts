import { Bar, Interval } from "#core/model";
import type { Mapping } from "./mapping.ts";
import { closeReader, UnreadableTime } from "./time-reader.ts";

/** A row that was not taken, and why. */
export interface Reject {
  line: number;
  reason: string;
}

/** A row of a file under the names of its columns. */
export type Row = Record<string, unknown>;

/**
 * Turns rows into bars by a mapping. A row is taken whole or not at all; a bar that has not closed yet is none.
 *
 * @param now ms since epoch
 */
export function barReader(mapping: Mapping, now: number): (row: Row) => Bar | string {
  const { columns, scale, symbol, interval, source, collector } = mapping;
  const closeOf = new Map<Interval, (value: unknown) => number>();
  const price = (row: Row, name: string) => scaled(row[name], scale.price);
  return (row) => {
    const missing = Object.values(columns).filter((name) => row[name] === undefined);
    if (missing.length > 0) return `there is no column "${missing.join('", "')}"`;
    const length = Interval.safeParse(interval ?? row[columns.interval ?? ""]);
    if (!length.success) return `"${String(row[columns.interval ?? ""])}" is not an interval`;
    const read = closeOf.get(length.data) ?? closeReader(mapping.time, length.data);
    closeOf.set(length.data, read);
    let closedAt: number;
    try {
      closedAt = read(row[columns.time]);
    } catch (error) {
      if (error instanceof UnreadableTime) return error.message;
      throw error;
    }
    if (closedAt > now) return `the bar of ${new Date(closedAt).toISOString()} has not closed yet`;
    const at = new Date(closedAt).toISOString();
    const parsed = Bar.safeParse({
      symbol: symbol ?? row[columns.symbol ?? ""],
      interval: length.data,
      occurredAt: at,
      knownAt: at,
      open: price(row, columns.open),
      high: price(row, columns.high),
      low: price(row, columns.low),
      close: price(row, columns.close),
      volume: columns.volume === undefined ? 0 : scaled(row[columns.volume], scale.volume),
      ...optional("vwap", columns.vwap && price(row, columns.vwap)),
      ...optional("trades", columns.trades && scaled(row[columns.trades], 1)),
      source,
      collector,
    });
    if (!parsed.success)
      return parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    const { open, high, low, close } = parsed.data;
    if (high < Math.max(open, low, close) || low > Math.min(open, close))
      return `open ${open}, high ${high}, low ${low}, close ${close} cannot be: a price lies outside high and low`;
    return parsed.data;
  };
}

/** A number of the file times its scale, rounded where the product is not exact; anything else as it stands. */
function scaled(value: unknown, scale: number): unknown {
  const number =
    typeof value === "string" ? numberIn(value) : typeof value === "bigint" ? Number(value) : value;
  if (typeof number !== "number" || scale === 1) return number;
  return Number((number * scale).toPrecision(15));
}

/** Plain decimal text, with commas between thousands or without; an empty text is no number. */
const numberIn = (text: string): number | string =>
  /^-?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?(e[+-]?\d+)?$/i.test(text.trim()) && /\d/.test(text)
    ? Number(text.replaceAll(",", ""))
    : text;

const optional = (name: "vwap" | "trades", value: unknown) =>
  value === undefined || value === null || value === "" ? {} : { [name]: value };
