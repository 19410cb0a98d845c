import { describe, expect, it } from "vitest";
import {
  atr,
  bollinger,
  ema,
  indicatorOf,
  macd,
  RsiStream,
  rsi,
  sma,
  wma,
  yangZhangVolatility,
} from "#core/indicators";

const close = Float64Array.of(1, 2, 3, 4, 5, 6);

describe("calling an indicator by name", () => {
  it("names what there is when the name is unknown", () => {
    expect(() => indicatorOf("smma")).toThrow(/no indicator "smma".*Choose from sma, ema, wma/);
  });

  it("takes defaults for what is left out", () => {
    expect(indicatorOf("rsi").warmUp()).toBe(14);
    expect(indicatorOf("macd").warmUp({ fast: 3, slow: 6 })).toBe(13);
  });

  it("refuses a parameter it does not have, naming those it has", () => {
    expect(() => indicatorOf("macd").compute({ close }, { slowly: 3 })).toThrow(
      /no parameter "slowly".*takes fast, slow, signalPeriod/,
    );
  });

  it.each([0, -3, 2.5, Number.NaN, 5_001])("refuses a period of %s", (period) => {
    expect(() => indicatorOf("sma").compute({ close }, { period })).toThrow(
      /period (-?[\d.]+|NaN)\. It is a whole number from 1 to 5000/,
    );
  });

  it("refuses a fast average that is not faster, and takes one that is", () => {
    expect(() => indicatorOf("macd").compute({ close }, { fast: 3, slow: 3 })).toThrow(/do not fit together/);
    expect(indicatorOf("macd").conflict({ fast: 3, slow: 3 })).toMatch(/must be shorter/);
    expect(indicatorOf("macd").conflict({ fast: 2, slow: 3 })).toBeUndefined();
  });

  it("refuses to work without a column it reads", () => {
    expect(() => indicatorOf("atr").compute({ high: close, close })).toThrow(/was not given low/);
    expect(() => indicatorOf("atr").stream()({ high: 1, close: 1 })).toThrow(/was not given low/);
    expect(() => indicatorOf("sma").stream()({ high: 1 })).toThrow(/Hand in values, or close/);
  });

  it("refuses columns of different length", () => {
    expect(() => indicatorOf("obv").compute({ close, volume: close.slice(1) })).toThrow(
      /columns of 6, 5 values/,
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s between values, saying where", (gap) => {
    const values = Float64Array.of(1, 2, gap, 4);
    expect(() => indicatorOf("sma").compute({ values })).toThrow(/as values of bar 2/);
    const next = indicatorOf("sma").stream({ period: 2 });
    next({ values: 1 });
    expect(() => next({ values: gap })).toThrow(/as values/);
  });

  it("passes over another indicator's warm-up, so that indicators can be chained", () => {
    const averages = sma(close, 2);
    const { value } = indicatorOf("sma").compute({ values: averages }, { period: 3 });
    // sma(2) is 1.5, 2.5, … from bar 1; three of them are there at bar 3.
    expect([...(value ?? [])]).toEqual([Number.NaN, Number.NaN, Number.NaN, 2.5, 3.5, 4.5]);
    const next = indicatorOf("sma").stream({ period: 3 });
    expect(Array.from(averages, (values) => next({ values }).value)).toEqual([...(value ?? [])]);
  });

  it("has nothing but gaps to say about gaps, and nothing about nothing", () => {
    const gaps = new Float64Array(3).fill(Number.NaN);
    expect([...(indicatorOf("rsi").compute({ values: gaps }).value ?? [])]).toEqual([...gaps]);
    expect(indicatorOf("rsi").compute({ close: new Float64Array(0) }).value).toHaveLength(0);
  });

  it("starts vwap afresh where the session changes", () => {
    const prices = Float64Array.of(10, 20, 40);
    const volume = Float64Array.of(1, 3, 4);
    const columns = { high: prices, low: prices, close: prices, volume, session: Float64Array.of(1, 1, 2) };
    expect([...(indicatorOf("vwap").compute(columns).value ?? [])]).toEqual([10, 17.5, 40]);
  });
});

describe("calling an indicator directly", () => {
  it.each([
    ["sma", () => sma(Float64Array.of(1, Number.NaN, 3), 2)],
    ["wma", () => wma(Float64Array.of(1, Number.NaN, 3), 2)],
    ["ema", () => ema(Float64Array.of(1, Number.NaN, 3), 2)],
    ["bollinger", () => bollinger(Float64Array.of(1, Number.NaN, 3), 2)],
    ["bollinger of few bars", () => bollinger(Float64Array.of(1, Number.NaN), 9)],
    ["macd", () => macd(Float64Array.of(1, Number.NaN, 3, 4), 1, 2, 1)],
    ["macd of few bars", () => macd(Float64Array.of(1, Number.NaN))],
    ["rsi", () => rsi(Float64Array.of(1, Number.NaN, 3, 4), 2)],
    ["atr", () => atr(close, close, Float64Array.of(1, Number.NaN, 3, 4, 5, 6), 2)],
  ])("refuses a gap in %s", (_, run) => {
    expect(run).toThrow(/given NaN as (values|close) of bar 1/);
  });

  it("refuses a price of which there is no logarithm", () => {
    expect(() => yangZhangVolatility(close, close, close, Float64Array.of(1, 2, -3, 4, 5, 6), 2)).toThrow(
      /price of -3/,
    );
  });

  it("refuses half a bar to a stream as well", () => {
    expect(() => new RsiStream(1.5)).toThrow(/whole number of bars/);
  });

  it("fills a column that is handed in, and refuses one of another length", () => {
    const column = new Float64Array(6).fill(9);
    expect(sma(close, 2, column)).toBe(column);
    expect([...column]).toEqual([Number.NaN, 1.5, 2.5, 3.5, 4.5, 5.5]);
    expect(() => sma(close, 2, new Float64Array(5))).toThrow(/columns of 6, 5 values/);
  });
});
