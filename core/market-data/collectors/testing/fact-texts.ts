import type { FactBatch } from "#core/model";

type Facts = Omit<Partial<FactBatch>, "receivedAt">;

/**
 * Facts as lines such as "bar AAPL 1d 2026-11-20T21:00:00.000Z 10 11 9 10.5 1000": the parts of each that make it that
 * fact and no other. Findings are left out.
 */
export function factTexts(facts: Facts): string[] {
  return [
    ...lines("bar", facts.bars, (bar) => [
      ...[bar.symbol, bar.interval, bar.occurredAt],
      ...[bar.open, bar.high, bar.low, bar.close, bar.volume],
    ]),
    ...lines("quote", facts.quotes, (quote) => [quote.symbol, quote.occurredAt, quote.bid, quote.ask]),
    ...lines("trade", facts.trades, (trade) => [trade.symbol, trade.id, trade.price, trade.size]),
    ...lines("book", facts.books, ({ symbol, occurredAt, bids, asks }) => [
      ...[symbol, occurredAt, bids.length, asks.length],
    ]),
    ...lines("status", facts.statuses, ({ symbol, occurredAt, state, code }) => [
      ...[symbol, occurredAt, state, code],
    ]),
    ...lines("band", facts.bands, ({ symbol, occurredAt, lower, upper }) => [
      ...[symbol, occurredAt, lower, upper],
    ]),
    ...lines("watch", facts.watches, ({ symbol, sinceAt, occurredAt }) => [symbol, sinceAt, occurredAt]),
    ...lines("article", facts.articles, ({ vendorId, headline, publishedAt }) => [
      ...[vendorId, headline, publishedAt],
    ]),
    ...lines("action", facts.actions, ({ symbol, kind, exOn, ratio, amount }) => [
      ...[symbol, kind, exOn, ratio, amount],
    ]),
    ...lines("series", facts.series, ({ id, title, units, frequency }) => [id, title, units, frequency]),
    ...lines("observation", facts.observations, ({ seriesId, periodOn, vintageOn, value }) => [
      ...[seriesId, periodOn, vintageOn, value],
    ]),
    ...lines("release", facts.releases, ({ releaseId, occurredAt }) => [releaseId, occurredAt]),
    ...lines("earnings", facts.earnings, ({ symbol, occurredAt }) => [symbol, occurredAt]),
    ...lines("profile", facts.profiles, ({ symbol, name }) => [symbol, name]),
  ];
}

const lines = <Row>(
  kind: string,
  rows: readonly Row[] | undefined,
  parts: (row: Row) => readonly unknown[],
): string[] => (rows ?? []).map((row) => [kind, ...parts(row)].map(String).join(" "));

/** Who told each fact, and from where. */
export function originsOf(facts: FactBatch): { collector: string | undefined; source: string }[] {
  const { bars = [], quotes = [], trades = [], books = [], articles = [], observations = [] } = facts;
  const { actions = [], series = [], releases = [], earnings = [], profiles = [] } = facts;
  const { statuses = [], bands = [], watches = [] } = facts;
  return [
    ...[...bars, ...quotes, ...trades, ...books, ...articles, ...observations],
    ...[...statuses, ...bands, ...watches],
    ...[...actions, ...series, ...releases, ...earnings, ...profiles],
  ].map(({ collector, source }) => ({ collector, source }));
}

/** Every instant a batch claims to have been known at, and those at which it claims something happened. */
export function instantsOf(facts: FactBatch): { known: string[]; happened: string[] } {
  const { bars = [], quotes = [], trades = [], books = [], articles = [], observations = [] } = facts;
  const { actions = [], series = [], releases = [], earnings = [], profiles = [] } = facts;
  const { statuses = [], bands = [], watches = [] } = facts;
  const market = [...bars, ...quotes, ...trades, ...books, ...statuses, ...bands, ...watches];
  const dated = [...market, ...observations, ...actions, ...series, ...releases, ...earnings, ...profiles];
  return {
    known: dated.map(({ knownAt }) => knownAt),
    // Releases and earnings dates may lie ahead, and so may an article's, which is then a finding.
    happened: [...market.map(({ occurredAt }) => occurredAt), ...articles.map(() => facts.receivedAt)],
  };
}
