import { describe, expect, it } from "vitest";
import type { Instrument, Quote } from "#core/model";
import { INSTRUMENTS } from "./instruments.ts";
import { marketOf } from "./market.ts";
import type { MarketSource } from "./market-source.ts";
import { simulatedMarket } from "./sources/simulated-market.ts";
import { sp500Sample } from "./sources/sp500-sample.ts";

const AT = "2026-11-24T15:00:00.000Z";
const known = INSTRUMENTS.find(({ symbol }) => symbol === "KO") as Instrument;
const quote = { symbol: "KO", bid: 61, ask: 61.1, bidSize: 1, askSize: 1, occurredAt: AT, knownAt: AT };

/** A vendor that owns KO and IBM and says this of them. */
const vendor = (told: Partial<Quote> | null): MarketSource => ({
  name: "vendor",
  source: "live",
  note: "As the vendor told it.",
  isStored: true,
  instruments: () =>
    [known, { ...known, symbol: "IBM" as const, name: "IBM", aliases: ["big blue"] }].map((instrument) => ({
      ...instrument,
      source: "live" as const,
      note: "As the vendor told it.",
    })),
  bars: async () => [],
  quote: async (symbol) => told && ({ ...quote, symbol, source: "live", ...told } as Quote),
  articles: async () => [],
});

describe("a market of several sources", () => {
  it("asks of each instrument its owner alone: what that does not tell, nobody tells", async () => {
    const market = marketOf([vendor(null), simulatedMarket(3)]);
    expect(await market.quote("KO", AT)).toBeNull();
    expect(await market.bars("KO", "1d", "2026-01-01T00:00:00.000Z", AT, AT)).toEqual([]);
    expect(await market.quote("AAPL", AT)).toMatchObject({ source: "simulated" });
  });

  it("names the first source that has it as the owner, with that one's source and note", async () => {
    const market = marketOf([vendor({}), sp500Sample(), simulatedMarket(3)]);
    expect(await market.quote("KO", AT)).toMatchObject({ bid: 61, source: "live" });
    expect(market.resolve("coca cola")).toMatchObject({ symbol: "KO", source: "live" });
    expect(market.resolve("apple")).toMatchObject({ source: "simulated" });
    expect([market.ownerOf("KO"), market.ownerOf("SPY"), market.ownerOf("ZZZ")]).toEqual([
      "vendor",
      simulatedMarket(3).name,
      undefined,
    ]);
    expect([market.isStored("KO"), market.isStored("AAPL")]).toEqual([true, false]);
  });

  it("knows instruments only a vendor has, and lists them after those everybody knows", () => {
    const market = marketOf([vendor({}), sp500Sample(), simulatedMarket(3)]);
    expect(market.resolve("Big Blue")?.symbol).toBe("IBM");
    expect(market.suggest("big bleu")).toEqual(["IBM"]);
    expect(market.instruments().map(({ symbol }) => symbol)).toEqual([
      ...INSTRUMENTS.map(({ symbol }) => symbol),
      "IBM",
    ]);
  });
});
