import type { Finding } from "#core/model";
import { readActions, readAsset } from "../read-actions.ts";
import { readNews } from "../read-news.ts";
import { readBars, readBook, readQuotes, readTrades, type Subject } from "../read-prices.ts";
import type { Telling } from "../telling.ts";

/** What one recorded body came to. */
export interface Read {
  rows: number;
  facts: number;
  findings: Finding[];
}

const TELLING: Telling = { source: "simulated", receivedAt: "2026-11-25T00:00:00.000Z", delayMs: 0 };
const IN_SNAPSHOT = {
  latestTrade: "trades",
  latestQuote: "quotes",
  minuteBar: "bars",
  dailyBar: "days",
  prevDailyBar: "days",
} as const;
type Kind = "bars" | "days" | "trades" | "quotes" | "orderbooks";

/** Reads a recorded body of any shape the collector asks for; null where it holds none of them. */
export function readRecorded(body: unknown): Read | null {
  if (Array.isArray(body)) return isObject(body[0]) && "class" in body[0] ? assets(body) : null;
  if (!isObject(body)) return null;
  if ("class" in body && "tradable" in body) return assets([body]);
  if (Array.isArray(body.news)) return sum(body.news.length, [readNews(body.news, TELLING)]);
  if (isObject(body.corporate_actions)) {
    const rows = Object.values(body.corporate_actions).flatMap((list) => (Array.isArray(list) ? list : []));
    return sum(rows.length, [readActions(body.corporate_actions, TELLING)]);
  }
  const groups = [...rowGroups(body), ...snapshotGroups(body)];
  if (groups.length === 0) return null;
  const rows = groups.reduce((count, [, , list]) => count + list.length, 0);
  return sum(
    rows,
    groups.map(([kind, name, list]) => read(kind, name, list)),
  );
}

type Group = [Kind, string, unknown[]];

/** {"bars": {"AAPL": […]}}, {"bars": […], "symbol"}, {"quote": {…}, "symbol"} and their empty forms. */
function rowGroups(body: Record<string, unknown>): Group[] {
  const named = typeof body.symbol === "string" ? body.symbol : "";
  return (["bars", "trades", "quotes", "orderbooks"] as const).flatMap((kind): Group[] => {
    const one = kind.slice(0, -1);
    if (isObject(body[one])) return [[kind, named, [body[one]]]];
    const many = body[kind];
    if (many === undefined) return [];
    if (Array.isArray(many) || many === null) return [[kind, named, many ?? []]];
    if (!isObject(many)) return [];
    const groups = Object.entries(many).map(
      ([name, rows]): Group => [kind, name, Array.isArray(rows) ? rows : [rows]],
    );
    return groups.length > 0 ? groups : [[kind, "", []]];
  });
}

function snapshotGroups(body: Record<string, unknown>): Group[] {
  const holder = isObject(body.snapshots) ? body.snapshots : body;
  const one = typeof body.symbol === "string" ? { [body.symbol]: body } : holder;
  return Object.entries(one).flatMap(([name, held]) => {
    if (!isObject(held)) return [];
    return Object.entries(IN_SNAPSHOT).flatMap(([key, kind]): Group[] =>
      isObject(held[key]) ? [[kind, name, [held[key]]]] : [],
    );
  });
}

function read(kind: Kind, name: string, rows: unknown[]) {
  const of: Subject = {
    symbol: name.replace("/", ""),
    kind: name.includes("/") ? "coin" : "stock",
    fromMs: Number.NEGATIVE_INFINITY,
    toMs: Number.POSITIVE_INFINITY,
    presentMs: Date.parse(TELLING.receivedAt),
  };
  if (kind === "trades") return readTrades(rows, of, TELLING);
  if (kind === "quotes") return readQuotes(rows, of, TELLING);
  if (kind === "orderbooks") return readBook(rows[0], of, TELLING);
  return readBars(rows, kind === "days" ? "1d" : "1m", of, TELLING);
}

const assets = (rows: unknown[]): Read =>
  sum(
    rows.length,
    rows.map((row) => readAsset(row, isObject(row) ? String(row.symbol) : "", TELLING)),
  );

const sum = (rows: number, told: readonly { facts: readonly unknown[]; findings: Finding[] }[]): Read => ({
  rows,
  facts: told.reduce((count, { facts }) => count + facts.length, 0),
  findings: told.flatMap(({ findings }) => findings),
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
