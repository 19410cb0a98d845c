// Averages and which of two is above: the sums of `sma` and `smaAbove` in core/indicators, in the same order.

const PRICE: usize = 8;

/** Simple moving average of a column by one running sum; not a number before the first whole window. */
export function sma(bars: i32, values: usize, period: i32, out: usize): void {
  const share = 1 / f64(period);
  let sum: f64 = 0;
  for (let bar = 0; bar < bars; bar++) {
    const at = usize(bar) << 3;
    const value = load<f64>(values + at);
    sum += bar < period ? value : value - load<f64>(values + at - (usize(period) << 3));
    store<f64>(out + at, bar >= period - 1 ? sum * share : NaN);
  }
}

/** Writes where the fast average is above the slow one as directions, 1 and 0; both sums run side by side. */
export function smaAbove(bars: i32, values: usize, fast: i32, slow: i32, directions: usize): void {
  memory.fill(directions, 0, usize(bars));
  if (bars < slow) return;
  let quick: f64 = 0;
  let steady: f64 = 0;
  for (let bar = 0; bar < slow - 1; bar++) {
    const value = load<f64>(values + (usize(bar) << 3));
    quick += bar < fast ? value : value - load<f64>(values + (usize(bar - fast) << 3));
    steady += value;
  }
  const shares = f64x2.replace_lane(f64x2.splat(1 / f64(slow)), 0, 1 / f64(fast));
  const last = usize(bars) << 3;
  const fastBack = usize(fast) << 3;
  const slowBack = usize(slow) << 3;
  let at = slowBack - PRICE;
  const first = load<f64>(values + at);
  quick += fast === slow ? first : first - load<f64>(values + at - fastBack);
  steady += first;
  let sums = f64x2.replace_lane(f64x2.splat(steady), 0, quick);
  let out = directions + usize(slow) - 1;
  for (;;) {
    const averages = f64x2.mul(sums, shares);
    store<i8>(out, f64x2.extract_lane(averages, 0) > f64x2.extract_lane(averages, 1) ? 1 : 0);
    at += PRICE;
    if (at >= last) return;
    out++;
    const value = v128.load64_splat(values + at);
    const old = v128.load64_lane(values + at - fastBack, v128.load64_splat(values + at - slowBack), 0);
    sums = f64x2.add(sums, f64x2.sub(value, old));
  }
}

/** Writes where one column is above another as directions, 1 and 0; not a number is above nothing. */
export function above(bars: usize, quick: usize, steady: usize, directions: usize): void {
  const lead = quick - steady;
  const one = i8x16.splat(1);
  let at = steady;
  let bar: usize = 0;
  for (; bar + 16 <= bars; bar += 16, at += 16 * PRICE) {
    const first = i16x8.narrow_i32x4_s(fourAbove(at, lead), fourAbove(at + 4 * PRICE, lead));
    const second = i16x8.narrow_i32x4_s(fourAbove(at + 8 * PRICE, lead), fourAbove(at + 12 * PRICE, lead));
    v128.store(directions + bar, v128.and(i8x16.narrow_i16x8_s(first, second), one));
  }
  for (; bar < bars; bar++, at += PRICE)
    store<i8>(directions + bar, load<f64>(at + lead) > load<f64>(at) ? 1 : 0);
}

function fourAbove(at: usize, lead: usize): v128 {
  const first = f64x2.gt(v128.load(at + lead), v128.load(at));
  const second = f64x2.gt(v128.load(at + lead, 16), v128.load(at, 16));
  return v128.shuffle<i32>(first, second, 0, 2, 4, 6);
}
