// Averages and which of two is above: the sums of `sma` and `smaAbove` in core/indicators, in the same order.

const PRICE: usize = 8;

/**
 * Simple moving average of a column by one running sum; not a number before the first whole window.
 *
 * @param copy bytes from the average to its copy in single precision
 */
export function sma(bars: i32, values: usize, period: i32, out: usize, copy: usize): void {
  const share = 1 / f64(period);
  let sum: f64 = 0;
  for (let bar = 0; bar < bars; bar++) {
    const at = usize(bar) << 3;
    const value = load<f64>(values + at);
    sum += bar < period ? value : value - load<f64>(values + at - (usize(period) << 3));
    const average = bar >= period - 1 ? sum * share : NaN;
    store<f64>(out + at, average);
    store<f32>(out + copy + (usize(bar) << 2), f32(average));
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

/**
 * Writes where one kept average is above another as directions, 1 and 0; not a number is above nothing. Each has a
 * copy in single precision behind it, half the memory to walk: rounding never turns an order round, so only where
 * the copies are equal do the averages themselves decide.
 *
 * @param copy bytes from an average to its copy
 */
export function above(bars: i32, quick: usize, steady: usize, copy: usize, directions: usize): void {
  const one = i8x16.splat(1);
  let quicker = quick + copy;
  let steadier = steady + copy;
  let bar = 0;
  for (; bar + 16 <= bars; bar += 16, quicker += 64, steadier += 64) {
    const q0 = v128.load(quicker);
    const q1 = v128.load(quicker, 16);
    const q2 = v128.load(quicker, 32);
    const q3 = v128.load(quicker, 48);
    const s0 = v128.load(steadier);
    const s1 = v128.load(steadier, 16);
    const s2 = v128.load(steadier, 32);
    const s3 = v128.load(steadier, 48);
    const first = i16x8.narrow_i32x4_s(f32x4.gt(q0, s0), f32x4.gt(q1, s1));
    const second = i16x8.narrow_i32x4_s(f32x4.gt(q2, s2), f32x4.gt(q3, s3));
    v128.store(directions + bar, v128.and(i8x16.narrow_i16x8_s(first, second), one));
    const even = v128.or(f32x4.eq(q0, s0), f32x4.eq(q1, s1));
    if (v128.any_true(v128.or(even, v128.or(f32x4.eq(q2, s2), f32x4.eq(q3, s3)))))
      aboveExactly(bar, bar + 16, quick, steady, directions);
  }
  aboveExactly(bar, bars, quick, steady, directions);
}

function aboveExactly(from: i32, to: i32, quick: usize, steady: usize, directions: usize): void {
  for (let bar = from; bar < to; bar++) {
    const at = usize(bar) << 3;
    store<i8>(directions + bar, load<f64>(quick + at) > load<f64>(steady + at) ? 1 : 0);
  }
}
