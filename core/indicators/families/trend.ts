import { AdxStream, adx } from "../adx.ts";
import { AroonStream, aroon } from "../aroon.ts";
import { defineIndicator } from "../define-indicator.ts";
import { DirectionalIndexStream, directionalIndex } from "../directional-index.ts";
import { IchimokuStream, ichimoku } from "../ichimoku.ts";
import { ParabolicSarStream, parabolicSar } from "../parabolic-sar.ts";
import { SuperTrendStream, superTrend } from "../super-trend.ts";
import { bars, factor } from "./parameters.ts";

/** Whether there is a trend, which way, and where it ends. */
export const TREND = [
  defineIndicator({
    name: "directionalIndex",
    summary: "Wilder's +DI and -DI, 0 to 100: the part of the true range made by new highs and by new lows.",
    inputs: ["high", "low", "close"],
    parameters: { period: bars(14, "bars smoothed", 2) },
    outputs: ["plus", "minus"],
    warmUp: ({ period }) => period,
    compute: ({ high, low, close }, { period }) => directionalIndex(high, low, close, period),
    stream: ({ period }) => {
      const stream = new DirectionalIndexStream(period);
      return ({ high, low, close }) => stream.next(high, low, close);
    },
  }),
  defineIndicator({
    name: "adx",
    summary:
      "Wilder's average directional index, 0 to 100: how strong a trend is, whichever way; with +DI and -DI.",
    inputs: ["high", "low", "close"],
    parameters: { period: bars(14, "bars smoothed", 2) },
    outputs: ["adx", "plus", "minus"],
    warmUp: ({ period }) => 2 * period - 1,
    compute: ({ high, low, close }, { period }) => adx(high, low, close, period),
    stream: ({ period }) => {
      const stream = new AdxStream(period);
      return ({ high, low, close }) => stream.next(high, low, close);
    },
  }),
  defineIndicator({
    name: "aroon",
    summary:
      "Aroon by Chande, 0 to 100: how lately the highest high and the lowest low came; and their difference.",
    inputs: ["high", "low"],
    parameters: { period: bars(25, "bars back") },
    outputs: ["up", "down", "oscillator"],
    warmUp: ({ period }) => period,
    compute: ({ high, low }, { period }) => aroon(high, low, period),
    stream: ({ period }) => {
      const stream = new AroonStream(period);
      return ({ high, low }) => stream.next(high, low);
    },
  }),
  defineIndicator({
    name: "superTrend",
    summary:
      "A trailing stop some average true ranges away, and the direction (1 up, -1 down) that it follows.",
    inputs: ["high", "low", "close"],
    parameters: {
      period: bars(10, "true ranges smoothed"),
      width: factor(3, "average true ranges to the stop"),
    },
    outputs: ["line", "direction"],
    warmUp: ({ period }) => period,
    compute: ({ high, low, close }, { period, width }) => superTrend(high, low, close, period, width),
    stream: ({ period, width }) => {
      const stream = new SuperTrendStream(period, width);
      return ({ high, low, close }) => stream.next(high, low, close);
    },
  }),
  defineIndicator({
    name: "parabolicSar",
    summary:
      "Wilder's stop and reverse, and the direction (1 long, -1 short) that it trails; TA-Lib's start.",
    inputs: ["high", "low"],
    parameters: {
      acceleration: factor(0.02, "added to the speed at each new extreme", 1),
      maximum: factor(0.2, "speed it never exceeds", 1),
    },
    outputs: ["sar", "direction"],
    warmUp: () => 1,
    compute: ({ high, low }, { acceleration, maximum }) => parabolicSar(high, low, acceleration, maximum),
    stream: ({ acceleration, maximum }) => {
      const stream = new ParabolicSarStream(acceleration, maximum);
      return ({ high, low }) => stream.next(high, low);
    },
  }),
  defineIndicator({
    name: "ichimoku",
    summary:
      "Ichimoku: conversion and base line, the spans made on this bar and the cloud drawn on it. No lagging span: it would look ahead.",
    inputs: ["high", "low"],
    parameters: {
      conversionPeriod: bars(9, "bars of the conversion line"),
      basePeriod: bars(26, "bars of the base line"),
      spanPeriod: bars(52, "bars of the second span"),
      displacement: bars(26, "bars from the spans to their cloud"),
    },
    outputs: ["conversion", "base", "leadingA", "leadingB", "cloudA", "cloudB"],
    warmUp: ({ conversionPeriod, basePeriod, spanPeriod, displacement }) =>
      Math.max(conversionPeriod, basePeriod, spanPeriod) - 1 + displacement,
    compute: ({ high, low }, { conversionPeriod, basePeriod, spanPeriod, displacement }) =>
      ichimoku(high, low, conversionPeriod, basePeriod, spanPeriod, displacement),
    stream: ({ conversionPeriod, basePeriod, spanPeriod, displacement }) => {
      const stream = new IchimokuStream(conversionPeriod, basePeriod, spanPeriod, displacement);
      return ({ high, low }) => stream.next(high, low);
    },
  }),
];
