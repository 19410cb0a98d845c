import type { AnnouncedAction, Finding, Profile } from "#core/model";
import { newYorkInstant } from "../../market-calendar/index.ts";
import { ActionRow, AssetRow, whyNot } from "./rows.ts";
import { fromAlpaca } from "./symbols.ts";
import { COLLECTOR, finding, instant, type Telling, type Told, unreadable } from "./telling.ts";

type Parts = Pick<AnnouncedAction, "kind"> & {
  symbol: string | null | undefined;
  ratio?: number | null;
  amount?: number | null;
  newSymbol?: string | null | undefined;
};

const ratioOf = (fresh: number | null | undefined, old: number | null | undefined): number | null =>
  fresh && old ? fresh / old : null;

/** What each kind of Alpaca's comes to. */
const KINDS: Readonly<Record<string, (row: ActionRow) => Parts>> = {
  forward_splits: (row) => ({
    kind: "split",
    symbol: row.symbol,
    ratio: ratioOf(row.new_rate, row.old_rate),
  }),
  reverse_splits: (row) => ({
    kind: "split",
    symbol: row.symbol,
    ratio: ratioOf(row.new_rate, row.old_rate),
  }),
  // A dividend in shares multiplies the count like a split does: 5 % more are 1.05 for one.
  stock_dividends: (row) => ({ kind: "split", symbol: row.symbol, ratio: row.rate ? 1 + row.rate : null }),
  unit_splits: (row) => ({ kind: "symbol-change", symbol: row.old_symbol, newSymbol: row.new_symbol }),
  cash_dividends: (row) => ({ kind: "dividend", symbol: row.symbol, amount: row.rate ?? null }),
  spin_offs: (row) => ({
    kind: "spin-off",
    symbol: row.source_symbol,
    ratio: ratioOf(row.new_rate, row.source_rate),
    newSymbol: row.new_symbol,
  }),
  cash_mergers: (row) => ({ kind: "merger", symbol: row.acquiree_symbol, newSymbol: row.acquirer_symbol }),
  stock_mergers: (row) => ({ kind: "merger", symbol: row.acquiree_symbol, newSymbol: row.acquirer_symbol }),
  stock_and_cash_mergers: (row) => ({
    kind: "merger",
    symbol: row.acquiree_symbol,
    newSymbol: row.acquirer_symbol,
  }),
  name_changes: (row) => ({ kind: "symbol-change", symbol: row.old_symbol, newSymbol: row.new_symbol }),
  redemptions: (row) => ({ kind: "delisting", symbol: row.symbol }),
  worthless_removals: (row) => ({ kind: "delisting", symbol: row.symbol }),
};

/** Actions of issuers by Alpaca's kinds; a kind we have no word for is a finding. */
export function readActions(
  groups: Readonly<Record<string, unknown>>,
  telling: Telling,
): Told<AnnouncedAction> {
  const told: Told<AnnouncedAction> = { facts: [], findings: [] };
  for (const [name, rows] of Object.entries(groups)) {
    if (!Array.isArray(rows)) {
      if (rows !== null) told.findings.push(unreadable("actions", "", `${name}: is no list`, rows, telling));
      continue;
    }
    for (const row of rows as unknown[]) {
      const read = readAction(name, row, telling);
      if (Array.isArray(read)) told.findings.push(...read);
      else told.facts.push(read);
    }
  }
  return told;
}

/** The tickers a row names; none where one of them is not ours to read, for then it may be about anybody. */
function tickersIn(row: unknown): string[] {
  const named = Object.entries(typeof row === "object" && row !== null ? row : {})
    .filter(([key, value]) => /(?:^|_)symbol$/.test(key) && value)
    .map(([, value]) => (typeof value === "string" ? fromAlpaca(value) : null));
  return named.includes(null) ? [] : [...new Set(named.filter((ticker) => ticker !== null))];
}

/** The same finding for each ticker of a row; without one, about whatever else is said. */
const aboutEach = (row: unknown, otherwise: string, found: (subject: string) => Finding): Finding[] => {
  const tickers = tickersIn(row);
  return (tickers.length > 0 ? tickers : [otherwise]).map(found);
};

function readAction(name: string, row: unknown, telling: Telling): AnnouncedAction | Finding[] {
  const partsOf = KINDS[name];
  if (!partsOf) {
    const detail = `Alpaca tells ${name.replaceAll("_", " ")}, which we do not keep: ${JSON.stringify(row)}`;
    return aboutEach(row, name, (subject) =>
      finding({ check: "left-out", severity: "info", topic: "actions", subject, detail }, telling.receivedAt),
    );
  }
  const cannot = (why: string) =>
    aboutEach(row, "", (subject) => unreadable("actions", subject, why, row, telling));
  const read = ActionRow.safeParse(row);
  if (!read.success) return cannot(whyNot(read.error));
  const { kind, ratio = null, amount = null, ...parts } = partsOf(read.data);
  const symbol = parts.symbol ? fromAlpaca(parts.symbol) : null;
  const exOn = read.data.ex_date ?? read.data.effective_date ?? read.data.process_date;
  if (!symbol || !exOn) return cannot("no symbol or no day");
  if ((kind === "split" && ratio === null) || (kind === "dividend" && amount === null))
    return cannot("no ratio or no amount");
  const newSymbol = parts.newSymbol ? fromAlpaca(parts.newSymbol) : null;
  const exAt = newYorkInstant(exOn, 0);
  return {
    symbol,
    kind,
    exOn,
    ratio,
    amount,
    newSymbol,
    payOn: read.data.payable_date ?? null,
    // When it was announced is not told; an action still to come was known when it reached us.
    knownAt: instant(Math.min(Date.parse(exAt), Date.parse(telling.receivedAt))),
    source: telling.source,
    collector: COLLECTOR,
  };
}

/** Who an instrument is, from the list of what can be traded; funds are not told apart from shares there. */
export function readAsset(row: unknown, symbol: string, telling: Telling): Told<Profile> {
  const read = AssetRow.safeParse(row);
  if (!read.success)
    return { facts: [], findings: [unreadable("profiles", symbol, whyNot(read.error), row, telling)] };
  const { name, exchange, cusip, tradable, fractionable } = read.data;
  const kind = read.data.class === "crypto" ? "crypto" : read.data.class === "us_equity" ? "equity" : "other";
  const profile: Profile = {
    symbol,
    name: name?.slice(0, 300) || symbol,
    kind,
    exchange: exchange?.slice(0, 40) || null,
    currency: "USD",
    sector: null,
    industry: null,
    description: null,
    website: null,
    isTradable: tradable ?? null,
    isFractionable: fractionable ?? null,
    identifiers: cusip ? { cusip: cusip.slice(0, 60) } : {},
    knownAt: telling.receivedAt,
    source: telling.source,
    collector: COLLECTOR,
  };
  return { facts: [profile], findings: [] };
}
