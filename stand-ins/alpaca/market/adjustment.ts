import { dayAt, type World } from "#stand-ins/world";
import type { WireBar } from "./wire.ts";

const KINDS = ["raw", "split", "dividend", "spin-off", "all"];

/** Prices as they would have been: before a split divided by its ratio, before a dividend less its share of the price. */
export function adjusterOf(
  world: World,
  symbol: string,
  adjustment: string,
  nowMs: number,
): (bar: WireBar) => WireBar {
  const wanted = adjustment.split(",").filter((kind) => KINDS.includes(kind));
  const has = (kind: string) => wanted.includes(kind) || wanted.includes("all");
  if (!has("split") && !has("dividend")) return (bar) => bar;
  const today = dayAt(nowMs);
  const splits = has("split") ? world.splits(symbol).filter(({ exOn }) => exOn <= today) : [];
  const dividends = has("dividend") ? world.dividends(symbol).filter(({ exOn }) => exOn <= today) : [];
  const shares = dividends.map(({ exOn, amount }) => {
    const before = world.days(symbol, "2000-01-01", exOn).at(-2);
    return { exOn, factor: before ? 1 - amount / before.close : 1 };
  });
  return (bar) => {
    const day = dayAt(Date.parse(bar.t));
    const ratio = splits.reduce((all, split) => (split.exOn > day ? all * split.ratio : all), 1);
    const left = shares.reduce((all, { exOn, factor }) => (exOn > day ? all * factor : all), 1);
    const price = (value: number) => Math.round((value / ratio) * left * 10_000) / 10_000;
    return {
      ...bar,
      o: price(bar.o),
      h: price(bar.h),
      l: price(bar.l),
      c: price(bar.c),
      vw: price(bar.vw),
      v: Math.round(bar.v * ratio),
    };
  };
}
