import { describe, expect, it } from "vitest";
import { InvalidInputError, type ParameterValues, type RuleExpression, type Strategy } from "#core/model";
import { resolveParameters, ruleOf, STRATEGIES } from "./repository.ts";
import type { RuleFacts } from "./strategy-rule.ts";
import { aMarket, firstBars } from "./testing/a-market.ts";
import { aSignal } from "./testing/a-signal.ts";

const market = aMarket("conformance", 700);
const facts = factsOf(market);
const WRITTEN: RuleExpression = {
  enter: "crosses_above(ema(close, fast), sma(close, 4 * fast)) or rsi(close, 14) < 25 - reach",
  exit: "close < lowest(prev(low), 10) or macd(close).histogram < 0 and not (volume > 0.5 * sma(volume))",
  short: "close < bollinger(close, 20).lower",
};

/** What every rule of the repository promises, whatever it lives on. */
describe.each(STRATEGIES.map(({ kind }) => kind))("%s", (kind) => {
  const written = kind === "expression" ? WRITTEN : undefined;
  const rule = ruleOf(kind, written);
  const { strategy } = rule;
  const usual = Object.fromEntries(strategy.parameters.map(({ name, default: value }) => [name, value]));

  it("says what it does, what it lives on and what must hold for it to earn", () => {
    expect(strategy.description.length).toBeGreaterThan(40);
    expect(strategy.family).toBeDefined();
    expect(strategy.directions).toBeDefined();
    expect(strategy.assumptions?.length).toBeGreaterThan(0);
    for (const parameter of strategy.parameters) {
      expect(parameter.description).not.toBe("");
      expect(parameter.default).toBeGreaterThanOrEqual(parameter.min);
      expect(parameter.default).toBeLessThanOrEqual(parameter.max);
    }
  });

  it.each(pointsOf(strategy))("decides the past alike with and without the future: %o", (point) => {
    const wanted = { ...usual, ...point };
    const parameters = rule.conflict(wanted) === undefined ? wanted : usual;
    const whole = rule.decide(facts, parameters);
    expect(whole).toHaveLength(700);
    for (const bars of [340, 521, 699])
      expect(rule.decide(factsOf(firstBars(market, bars)), parameters)).toEqual(whole.slice(0, bars));
  });

  it("is flat until its warm-up is over, on a history of any length", () => {
    const warmUp = rule.warmUpBars(usual);
    const directions = rule.decide(facts, usual);
    expect(directions.slice(0, warmUp - 1).some((direction) => direction !== 0)).toBe(false);
    for (const bars of new Set([0, 1, 2, Math.min(warmUp - 1, 700)])) {
      const short = rule.decide(factsOf(firstBars(market, bars)), usual);
      expect(short).toEqual(new Int8Array(bars));
    }
  });

  it("says only short, flat or long, and short only where it is declared", () => {
    const mayShort = strategy.parameters.some(({ name }) => name === "short");
    const directions = rule.decide(facts, mayShort ? { ...usual, short: 1 } : usual);
    const said = new Set(directions);
    if (strategy.directions === "long-only") expect(said.has(-1)).toBe(false);
    if (mayShort) {
      expect(said.has(-1)).toBe(true);
      expect(rule.decide(facts, usual)).not.toContain(-1);
    }
    expect(said.has(1)).toBe(true);
  });

  it("decides the same twice and leaves its facts as they were", () => {
    const before = structuredClone(facts);
    const once = rule.decide(facts, usual);
    expect(rule.decide(facts, usual)).toEqual(once);
    expect(facts).toEqual(before);
  });

  it("refuses a value outside its bounds, a broken one and an unknown name", () => {
    for (const { name, min, max, integer } of strategy.parameters) {
      for (const wrong of [min - 1, max + 1, Number.NaN])
        expect(() => resolveParameters(kind, { ...usual, [name]: wrong }, written)).toThrow(
          InvalidInputError,
        );
      if (integer)
        expect(() => resolveParameters(kind, { ...usual, [name]: min + 0.5 }, written)).toThrow(
          "whole number",
        );
    }
    expect(() => resolveParameters(kind, { ...usual, lenght: 3 }, written)).toThrow('no parameter "lenght"');
  });

  it("refuses values that contradict each other wherever it declares constraints", () => {
    const corners = cornersOf(strategy).map((corner) => rule.conflict(corner));
    if ((strategy.constraints ?? []).length === 0) expect(new Set(corners)).toEqual(new Set([undefined]));
    else expect(corners.find((words) => words !== undefined)).toMatch(/\d/);
  });

  it.each(["open", "close", "volume"] as const)("refuses a series with a gap in its %s", (column) => {
    const broken = structuredClone(market);
    broken[column][400] = Number.NaN;
    expect(() => rule.decide(factsOf(broken), usual)).toThrow("Bar 401 of AAPL has NaN");
  });
});

function factsOf(series: RuleFacts["series"]): RuleFacts {
  const signals = [30, 200, 410, 530].map((day, at) =>
    aSignal(Date.UTC(2015, 0, 1 + day, 15), { direction: at % 2 === 0 ? "bullish" : "bearish" }),
  );
  return { series, signals };
}

/** The usual values, and each parameter a third of its way between its bounds. */
function pointsOf({ parameters }: Strategy): ParameterValues[] {
  const shifted = parameters.map(({ name, min, max, integer, scale }) => {
    const third = scale === "log" ? min * (max / min) ** (1 / 3) : min + (max - min) / 3;
    return { [name]: integer ? Math.round(third) : third };
  });
  return [{}, ...shifted];
}

function cornersOf({ parameters }: Strategy): ParameterValues[] {
  return parameters.reduce<ParameterValues[]>(
    (corners, { name, min, max }) =>
      corners.flatMap((corner) => [min, max].map((value) => ({ ...corner, [name]: value }))),
    [{}],
  );
}
