import type { World } from "#stand-ins/world";
import { AlpacaRefusal } from "../errors.ts";
import { limitOf } from "./paging.ts";

type Kind =
  | "forward_splits"
  | "cash_dividends"
  | "name_changes"
  | "worthless_removals"
  | "spin_offs"
  | "cash_mergers";

/** One action of an issuer as GET /v1/corporate-actions tells it, under its kind. */
export interface WireAction {
  kind:
    | Kind
    | "reverse_splits"
    | "stock_dividends"
    | "stock_mergers"
    | "unit_splits"
    | "rights_distributions";
  /** The day it is listed by. */
  day: string;
  symbols: readonly string[];
  row: Record<string, unknown>;
}

/** The splits and dividends of the world, and what a test announced besides. */
export function corporateActions(
  world: World,
  announced: readonly WireAction[],
  query: URLSearchParams,
): object {
  const symbols = query.get("symbols")?.split(",").filter(Boolean) ?? [];
  const types = query.get("types")?.split(",").filter(Boolean) ?? [];
  const [from, to] = [query.get("start") ?? "2000-01-01", query.get("end") ?? "2027-12-31"];
  const all = [
    ...(symbols.length > 0 ? symbols : world.symbols).flatMap((symbol) => ofWorld(world, symbol)),
    ...announced,
  ]
    .filter(({ day }) => day >= from && day <= to)
    .filter((action) => symbols.length === 0 || action.symbols.some((symbol) => symbols.includes(symbol)))
    .filter(({ kind }) => types.length === 0 || types.includes(kind.replace(/s$/, "")))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const start = startOf(query.get("page_token"));
  const limit = limitOf(query, 100, 1_000);
  const page = all.slice(start, start + limit);
  const kinds = [...new Set(page.map(({ kind }) => kind))];
  const rowsOf = (wanted: string) => page.filter(({ kind }) => kind === wanted).map(({ row }) => row);
  return {
    corporate_actions: Object.fromEntries(kinds.map((kind) => [kind, rowsOf(kind)])),
    next_page_token:
      start + limit < all.length ? Buffer.from(`at ${start + limit}`).toString("base64url") : null,
  };
}

function startOf(token: string | null): number {
  if (token === null || token === "") return 0;
  const match = /^at (\d+)$/.exec(Buffer.from(token, "base64url").toString());
  if (!match) throw new AlpacaRefusal(400, null, "invalid page_token");
  return Number(match[1]);
}

function ofWorld(world: World, symbol: string): WireAction[] {
  const splits = world.splits(symbol).map(({ exOn, ratio }) => ({
    kind: "forward_splits" as const,
    day: exOn,
    symbols: [symbol],
    row: {
      id: `${symbol}-split-${exOn}`,
      symbol,
      ex_date: exOn,
      // 3:2 is told as it is, and not as 1.5:1.
      new_rate: Number.isInteger(ratio) ? ratio : ratio * 2,
      old_rate: Number.isInteger(ratio) ? 1 : 2,
      process_date: exOn,
      record_date: exOn,
      payable_date: exOn,
    },
  }));
  const dividends = world.dividends(symbol).map(({ exOn, amount, payOn }) => ({
    kind: "cash_dividends" as const,
    day: exOn,
    symbols: [symbol],
    row: {
      id: `${symbol}-dividend-${exOn}`,
      symbol,
      ex_date: exOn,
      rate: amount,
      foreign: false,
      special: false,
      process_date: payOn,
      record_date: exOn,
      payable_date: payOn,
    },
  }));
  return [...splits, ...dividends];
}
