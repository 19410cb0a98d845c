import { AlpacaRefusal } from "../errors.ts";

const DEFAULT_LIMIT = 1_000;
const MAX_LIMIT = 10_000;

export interface PageOf<Row> {
  rows: Map<string, Row[]>;
  next: string | null;
}

/** @throws AlpacaRefusal when it is no number the service takes */
export function limitOf(query: URLSearchParams, fallback = DEFAULT_LIMIT, most = MAX_LIMIT): number {
  const limit = Number(query.get("limit") ?? fallback);
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    throw new AlpacaRefusal(400, null, `invalid limit: must be between 1 and ${most}`);
  return limit;
}

/** The last row a page gave: its symbol and time, and how many rows of that time were given by then. */
interface Mark {
  symbol: string;
  t: string;
  count: number;
}

/**
 * One page over many symbols: by symbol, then by time. A page is full at its limit, so that one symbol may go on over
 * many of them and another come only later. The token names the last row given.
 *
 * @param rowsOf rows of one symbol in the order asked for, from a row's time on where one is given
 */
export function pageOver<Row extends { t: string }>(
  symbols: readonly string[],
  query: URLSearchParams,
  rowsOf: (symbol: string, fromT: string | null) => Iterable<Row>,
): PageOf<Row> {
  const limit = limitOf(query);
  const start = markIn(query.get("page_token"));
  const page: PageOf<Row> = { rows: new Map(), next: null };
  let mark = start;
  let given = 0;
  for (const symbol of [...new Set(symbols)].sort()) {
    if (start && symbol < start.symbol) continue;
    const from = start?.symbol === symbol ? start : null;
    let passed = 0;
    for (const row of rowsOf(symbol, from?.t ?? null)) {
      if (from && row.t === from.t && passed++ < from.count) continue;
      if (given === limit) return { ...page, next: mark && tokenOf(mark) };
      const count: number = mark?.symbol === symbol && mark.t === row.t ? mark.count + 1 : 1;
      mark = { symbol, t: row.t, count };
      const held = page.rows.get(symbol) ?? [];
      page.rows.set(symbol, held);
      held.push(row);
      given++;
    }
  }
  return page;
}

const tokenOf = ({ symbol, t, count }: Mark) => Buffer.from(`${symbol}|${t}|${count}`).toString("base64url");

function markIn(token: string | null): Mark | null {
  if (token === null || token === "") return null;
  const [symbol, t, count] = Buffer.from(token, "base64url").toString().split("|");
  if (!symbol || !t || !count) throw new AlpacaRefusal(400, null, "invalid page_token");
  return { symbol, t, count: Number(count) };
}
