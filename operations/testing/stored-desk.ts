import { marketOf, simulatedMarket } from "#core/market-data";
import { type Bar, type FactBatch, ManualClock, type ToldArticle } from "#core/model";
import { loadBars, loadNewestQuote, openDatabase } from "#db";
import { personActor, systemActor } from "../access.ts";
import { type OperationName, type OperationTypes, operationNamed } from "../catalogue.ts";
import { contextFor } from "../context.ts";
import { quietDesk } from "./quiet-desk.ts";

/** Monday after Thanksgiving, at noon in New York. */
export const NOW = "2026-11-30T17:00:00.000Z";
/** Who tells what a test records. */
export const TOLD = { source: "delayed", collector: "alpaca" } as const;

/** A desk whose store answers for Microsoft, and a made-up market for everything else. */
export async function openStoredDesk() {
  const database = await openDatabase({ url: null, folder: null });
  const clock = new ManualClock(NOW);
  const market = marketOf([simulatedMarket(7)]);
  const isStored = (symbol: string) => symbol === "MSFT";
  const desk = quietDesk(database.db, clock, {
    ...market,
    isStored,
    bars: async (symbol, interval, from, to, asOf) =>
      isStored(symbol)
        ? loadBars(database.db, { symbol, interval, from, to, asOf, limit: 10_000 })
        : market.bars(symbol, interval, from, to, asOf),
    quote: (symbol, at) =>
      isStored(symbol) ? loadNewestQuote(database.db, symbol, at) : market.quote(symbol, at),
  });
  const viewer = personActor({ id: "per_1", name: "Vi", role: "viewer" }, "api");
  return {
    database,
    clock,
    desk,
    ask: <Name extends OperationName>(name: Name, input: object) =>
      operationNamed(name).perform(contextFor(desk, viewer), input) as Promise<
        OperationTypes[Name]["output"]
      >,
    record: (facts: Omit<FactBatch, "receivedAt">) =>
      operationNamed("recordFacts").perform(contextFor(desk, systemActor("collector")), {
        receivedAt: clock.now().toISOString(),
        ...facts,
      }),
    close: () => database.close(),
  };
}
export type StoredDesk = Awaited<ReturnType<typeof openStoredDesk>>;

/** A day of Microsoft, one dollar around its close. */
export const dayOf = (day: string, close: number): Bar => ({
  symbol: "MSFT",
  interval: "1d",
  occurredAt: `${day}T21:00:00.000Z`,
  knownAt: `${day}T21:00:00.000Z`,
  open: close,
  high: close + 1,
  low: close - 1,
  close,
  volume: 1_000,
  ...TOLD,
});

/** Two shares of Microsoft for one, announced before. */
export const SPLIT = {
  symbol: "MSFT",
  kind: "split",
  exOn: "2026-11-25",
  ratio: 2,
  amount: null,
  newSymbol: null,
  payOn: null,
  knownAt: "2026-11-20T12:00:00.000Z",
  ...TOLD,
} as const;

export const newsOf = (vendorId: string, headline: string, publishedAt: string | null): ToldArticle => ({
  vendorId,
  headline,
  body: "",
  publisher: "The Wire",
  author: null,
  url: null,
  symbols: ["MSFT"],
  publishedAt,
  updatedAt: null,
  ...TOLD,
});
