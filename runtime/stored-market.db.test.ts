import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { type Bar, ManualClock, type Quote } from "#core/model";
import { contextFor, operationNamed, personActor, recordFacts, systemActor } from "#operations";
import { readSettings } from "./config/environment.ts";
import { parseConfig } from "./config/load-config.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";

/** A Tuesday, ten in the morning in New York. */
const NOW = "2026-11-24T15:00:00.000Z";
const ago = (ms: number) => new Date(Date.parse(NOW) - ms).toISOString();

let built: BuiltDesk;
beforeAll(async () => {
  const whole = parse(readFileSync("quarterdeck.yaml", "utf8"));
  const yahoo = { enabled: true, symbols: ["KO", "IBM", "AAPL"], owns: ["KO", "IBM"] };
  const config = parseConfig(stringify({ ...whole, market: { seed: 3, vendors: { yahoo } } }));
  built = await buildDesk({
    settings: readSettings({ QUARTERDECK_LOG: "silent" }),
    config,
    clock: new ManualClock(NOW),
    inMemory: true,
  });
});
afterAll(() => built.database.close());

const perform = <T>(name: string, input: object): Promise<T> =>
  operationNamed(name).perform(
    contextFor(built.desk, personActor(built.owner, "terminal")),
    input,
  ) as Promise<T>;
const record = (facts: object) =>
  recordFacts.perform(contextFor(built.desk, systemActor("collector")), { receivedAt: NOW, ...facts });

const quote = (symbol: string, bid: number, ageMs: number, more: Partial<Quote> = {}): Quote => ({
  symbol,
  bid,
  ask: bid + 0.02,
  bidSize: 500,
  askSize: 500,
  occurredAt: ago(ageMs),
  knownAt: ago(ageMs),
  source: "delayed",
  collector: "yahoo",
  ...more,
});
const bar = (symbol: string, day: string, close: number, more: Partial<Bar> = {}): Bar => ({
  symbol,
  interval: "1d",
  occurredAt: `${day}T21:00:00.000Z`,
  knownAt: `${day}T21:00:00.000Z`,
  open: close,
  high: close,
  low: close,
  close,
  volume: 1_000,
  source: "delayed",
  collector: "yahoo",
  ...more,
});

describe("an instrument whose prices a vendor owns", () => {
  it("has no price and no bars before the vendor told any: nobody else fills in", async () => {
    await expect(perform("getQuote", { symbol: "KO" })).rejects.toMatchObject({ code: "NO_QUOTE" });
    expect(await perform("getBars", { symbol: "KO" })).toMatchObject({ bars: [] });
    expect(await perform("getQuote", { symbol: "AAPL" })).toMatchObject({ quote: { source: "simulated" } });
  });

  it("is quoted by its owner's newest word, as old as that is", async () => {
    await record({
      quotes: [
        quote("KO", 61, 90_000),
        quote("KO", 62, 30_000),
        quote("KO", 99, 1_000, { collector: "alpaca", source: "live" }),
        quote("KO", 98, 500, { source: "simulated" }),
      ],
    });
    expect(await perform("getQuote", { symbol: "coca-cola" })).toMatchObject({
      quote: { bid: 62, source: "delayed", collector: "yahoo" },
      ageMs: 30_000,
    });
    expect(await perform("getQuote", { symbol: "KO", asOf: ago(60_000) })).toMatchObject({
      quote: { bid: 61 },
    });
  });

  it("has the bars of its owner and of no other teller, as they were known", async () => {
    await record({
      bars: [
        bar("KO", "2026-11-20", 60),
        bar("KO", "2026-11-23", 61),
        bar("KO", "2026-11-23", 77, { collector: "alpaca", source: "live" }),
        bar("KO", "2026-11-23", 78, { source: "simulated" }),
      ],
    });
    await record({ receivedAt: ago(0), bars: [bar("KO", "2026-11-20", 60.5)] });
    const closes = async (asOf?: string) =>
      (await perform<{ bars: Bar[] }>("getBars", { symbol: "KO", ...(asOf && { asOf }) })).bars.map(
        ({ close }) => close,
      );
    expect(await closes()).toEqual([60.5, 61]);
    expect(await closes("2026-11-24T00:00:00.000Z")).toEqual([60, 61]);
  });

  it("is found by its symbol also where this desk has no entry of its own for it", async () => {
    const { instruments } = await perform<{ instruments: object[] }>("listInstruments", {});
    expect(instruments).toContainEqual(
      expect.objectContaining({
        symbol: "IBM",
        source: "delayed",
        note: expect.stringMatching(/Yahoo Finance, delayed/),
      }),
    );
  });

  it("is not bought on a price that has grown old", async () => {
    type Preview = { verdict: { refusals: { id: string; reason?: string }[] } };
    const stale = async (ageMs: number) => {
      await record({ quotes: [quote("IBM", 200, ageMs)] });
      const { verdict } = await perform<Preview>("previewOrder", {
        symbol: "IBM",
        side: "buy",
        quantity: "1",
      });
      return verdict.refusals.map(({ id }) => id);
    };
    expect(await stale(600_000)).toContain("C18");
    expect(await stale(1_000)).not.toContain("C18");
  });
});
