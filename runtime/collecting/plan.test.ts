import { expect, it } from "vitest";
import { MarketConfig } from "../config/market-config.ts";
import { jobsOf } from "./plan.ts";

it("asks NewsAPI for the last day again, since its free plan tells an article a day late", () => {
  const market = MarketConfig.parse({
    seed: 1,
    vendors: { newsapi: { enabled: true, symbols: ["AAPL"] }, alpaca: { enabled: true, symbols: ["AAPL"] } },
  });
  const heldTo = "2026-11-24T15:00:00.000Z";
  const from = (vendor: string) =>
    jobsOf(market)
      .filter((job) => job.vendor === vendor)
      .map((job) => job.wish(heldTo, new Date("2026-11-24T15:30:00Z")))
      .flatMap((wish) => (wish.topic === "articles" ? [wish.from] : []));
  expect(from("newsapi")).toEqual(["2026-11-23T13:00:00.000Z", "2026-11-23T13:00:00.000Z"]);
  expect(from("alpaca")).toEqual(["2026-11-24T13:00:00.000Z"]);
});

it("asks Alpaca for what issuers announced for the coming half year, and names whom it asks about", () => {
  const symbols = Array.from({ length: 101 }, (_, index) => `S${index}`);
  const market = MarketConfig.parse({ seed: 1, vendors: { alpaca: { enabled: true, symbols } } });
  const ahead = jobsOf(market).filter(({ name }) => name.startsWith("actions ahead of "));
  expect(ahead.map(({ name }) => name.split(" ").slice(3))).toEqual([symbols.slice(0, 100), ["S100"]]);
  expect(
    ahead.map((job) => job.wish("2026-11-24T09:00:00.000Z", new Date("2026-11-24T15:30:00Z")))[1],
  ).toEqual({
    topic: "actions",
    symbols: ["S100"],
    from: "2026-11-17T15:30:00.000Z",
    to: "2027-05-23T15:30:00.000Z",
  });
});
