/**
 * The bars of the reference table: 160 of them from a small generator of whole numbers, so that any other program
 * can make the same ones. Prices have two decimals.
 */
export function referenceBars() {
  let state = 20_260_101;
  // Lehmer's generator with the multiplier of Park and Miller: exact in double arithmetic.
  const draw = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  let price = 10_000;
  let market = 40_000;
  const bars = Array.from({ length: 160 }, () => {
    const open = price + draw(101) - 50;
    const close = open + draw(301) - 148;
    const high = Math.max(open, close) + draw(90);
    const low = Math.min(open, close) - draw(90);
    market += draw(601) - 297;
    price = close;
    return { open, high, low, close, volume: 1_000 + draw(9_000), other: market };
  });
  const column = (name: "open" | "high" | "low" | "close" | "other") =>
    Float64Array.from(bars, (bar) => bar[name] / 100);
  return {
    open: column("open"),
    high: column("high"),
    low: column("low"),
    close: column("close"),
    volume: Float64Array.from(bars, (bar) => bar.volume),
    other: column("other"),
  };
}
