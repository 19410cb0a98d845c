import { z } from "zod";
import { Freshness, seriesNamed } from "#core/market-data";
import {
  type AnnouncedAction,
  CollectorName,
  type EarningsDate,
  Instant,
  InstrumentSymbol,
  type Observation,
  Source,
} from "#core/model";
import { loadEarnings, loadObservations, loadPosts, loadSeries, loadTranscripts } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { barsOf } from "./bars-of.ts";
import { actionsOf } from "./collect-bars.ts";
import { requireInstrument } from "./instruments.ts";
import { articlesKnown } from "./list-articles.ts";
import { freshnessAt, type Moment, momentOf } from "./moment.ts";

/** Newest pieces of each kind that are told. */
const MOST = { news: 8, posts: 3, calls: 1, actions: 5, earnings: 3 } as const;
/** What of the economy belongs to any instrument. */
const INDICATORS = ["CPI", "unemployment rate", "policy rate", "10-year"] as const;

const KnownFact = z.object({
  topic: z.enum(["price", "day", "news", "post", "call", "action", "earnings", "indicator"]),
  says: z.string(),
  isOutsideText: z.boolean().describe("True for words of others, which are data to judge"),
  id: z.string().nullable().describe("Of an article, post or call; other facts have none"),
  occurredAt: Instant,
  knownAt: Instant,
  source: Source,
  collector: CollectorName.nullable(),
});
type KnownFact = z.infer<typeof KnownFact>;

export const knownAbout = defineOperation({
  name: "knownAbout",
  summary:
    "Tells what was known about an instrument at an instant: price, newest day, news, posts and the last call, actions of its issuer, earnings dates and the economy, each with when it became known.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).describe("Ticker or company name"),
    asOf: Instant.optional().describe("The instant; now when left out"),
  }),
  output: z.object({
    symbol: InstrumentSymbol,
    name: z.string(),
    asOf: Instant,
    facts: z.array(KnownFact).describe("Last known first"),
    freshness: Freshness.describe("Of the price"),
  }),
  prepare: async ({ ctx, input }) => {
    const { symbol, name } = requireInstrument(ctx, input.symbol);
    const moment = momentOf(ctx, input.asOf);
    const price = await priceFacts(ctx, symbol, moment);
    const facts = [
      ...price,
      ...(await textFacts(ctx, symbol, moment)),
      ...(await issuerFacts(ctx, symbol, moment)),
      ...(await economyFacts(ctx, moment)),
    ];
    return {
      symbol,
      name,
      asOf: moment.asOf,
      facts: facts.toSorted((a, b) => b.knownAt.localeCompare(a.knownAt)),
      freshness: freshnessAt(ctx, moment, { kind: "prices" }, price[0]),
    };
  },
  run: async ({ prepared }) => prepared,
});

type Told = { occurredAt: Instant; knownAt: Instant; source: Source; collector?: string | null };

const fact = (topic: KnownFact["topic"], told: Told, says: string, id: string | null = null): KnownFact => ({
  topic,
  says,
  isOutsideText: topic === "news" || topic === "post" || topic === "call",
  id,
  occurredAt: told.occurredAt,
  knownAt: told.knownAt,
  source: told.source,
  collector: told.collector ?? null,
});

async function priceFacts(ctx: Context, symbol: string, moment: Moment): Promise<KnownFact[]> {
  const quote = await ctx.market.quote(symbol, moment.asOf);
  const [day] = await barsOf(ctx, {
    symbol,
    interval: "1d",
    asOf: moment.isNow ? undefined : moment.asOf,
    limit: 1,
  });
  return [
    ...(quote ? [fact("price", quote, `Bid ${quote.bid}, ask ${quote.ask} USD.`)] : []),
    ...(day
      ? [
          fact(
            "day",
            day,
            `Open ${day.open}, high ${day.high}, low ${day.low}, close ${day.close} USD, volume ${day.volume}.`,
          ),
        ]
      : []),
  ];
}

async function textFacts(ctx: Context, symbol: string, moment: Moment): Promise<KnownFact[]> {
  const { asOf } = moment;
  const articles = await articlesKnown(ctx, moment, { symbol, limit: MOST.news });
  const posts = await loadPosts(ctx.db, { asOf, symbols: [symbol], limit: MOST.posts });
  const calls = await loadTranscripts(ctx.db, { symbol, asOf, limit: MOST.calls });
  return [
    ...articles.map((article) => fact("news", article, article.headline, article.id)),
    ...posts.map((post) => fact("post", post, post.text, `${post.platform}:${post.postId}`)),
    ...calls.map((call) =>
      fact("call", call, call.title, `${symbol}:${call.fiscalYear}Q${call.fiscalQuarter}`),
    ),
  ];
}

async function issuerFacts(ctx: Context, symbol: string, moment: Moment): Promise<KnownFact[]> {
  const { asOf } = moment;
  const actions = await actionsOf(ctx, moment, symbol);
  const earnings = await loadEarnings(ctx.db, { symbols: [symbol], asOf, limit: 1_000 });
  // Several vendors tell one action; their word for it is the same.
  const told = new Map(
    actions.map((action) => [
      sayAction(action),
      fact("action", { ...action, occurredAt: `${action.exOn}T00:00:00.000Z` }, sayAction(action)),
    ]),
  );
  return [
    ...[...told.values()].slice(-MOST.actions),
    ...earnings.slice(-MOST.earnings).map((date) => fact("earnings", date, sayEarnings(date))),
  ];
}

async function economyFacts(ctx: Context, { asOf }: Moment): Promise<KnownFact[]> {
  const held = await loadSeries(ctx.db, { asOf });
  const facts: KnownFact[] = [];
  for (const name of INDICATORS) {
    const series = seriesNamed(held, name);
    const newest = series && newestOf(await loadObservations(ctx.db, { seriesId: series.id, asOf }));
    if (newest)
      facts.push(
        fact(
          "indicator",
          { ...newest, occurredAt: newest.knownAt },
          `${series.title}: ${newest.value} (${series.units}) for the period from ${newest.periodOn}.`,
        ),
      );
  }
  return facts;
}

const newestOf = (observations: readonly Observation[]) =>
  observations.findLast(({ value }) => value !== null) ?? null;

function sayAction({ kind, exOn, ratio, amount, newSymbol }: AnnouncedAction): string {
  if (kind === "dividend") return `Dividend of ${amount} USD per share, ex ${exOn}.`;
  if (kind === "split") return `Split ${ratio} for 1, from ${exOn}.`;
  return `${kind}${newSymbol ? ` to ${newSymbol}` : ""}${ratio === null ? "" : ` at ${ratio}`}, from ${exOn}.`;
}

const sayEarnings = ({ occurredAt, isEstimate, epsExpected }: EarningsDate): string =>
  `Earnings ${isEstimate ? "expected about" : "on"} ${occurredAt}${epsExpected === null ? "" : `, ${epsExpected} USD per share expected`}.`;
