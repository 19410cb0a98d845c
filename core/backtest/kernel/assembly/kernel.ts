// The replay in AssemblyScript, compiled to kernel.wasm by `npm run kernel`. A replay spends its time on the bars it
// holds a position, and here the processor takes two of them at a time. Every sum is made in one fixed order, so a
// single backtest, a sweep and any machine get the same bits. Addresses are bytes; kernel.ts lays the columns out.

export { above, sma, smaAbove } from "./averages";

/** Bars looked at together for the deepest fall. */
const BLOCK: usize = 64;
const PRICE: usize = 8;
const TRADE: usize = 48;

let close: usize = 0;
let equity: usize = 0;
/** Whether the curve is written. A sweep looks at none, and memory is what it waits for. */
let keepsCurve: bool = false;
let before: f64 = 0;
let peak: f64 = 0;
let deepest: f64 = 0;
let sum: f64 = 0;
let squares: f64 = 0;
let downside: f64 = 0;

let cash: f64 = 0;
let units: f64 = 0;
/** 1 long, -1 short, 0 none. */
let side: f64 = 0;
let stake: f64 = 0;
let trade: usize = 0;
let tradeCount: i32 = 0;
let wins: i32 = 0;
let closedTrades: i32 = 0;
let heldBars: i32 = 0;
let gains: f64 = 0;
let losses: f64 = 0;
let costs: f64 = 0;

/**
 * Replays one direction per bar (bytes: 1 long, 0 flat, -1 short), decided at its close and traded at the next open.
 * Writes the equity curve if it is to be kept, the trades and the tally, in the order in which kernel.ts reads them.
 */
export function replay(
  bars: i32,
  open: usize,
  closes: usize,
  curve: usize,
  directions: usize,
  trades: usize,
  tally: usize,
  initialCash: f64,
  fee: f64,
  slip: f64,
  keeps: bool,
): void {
  keepsCurve = keeps;
  begin(closes, curve, trades, initialCash);
  let bar = 1;
  while (bar < bars) {
    const direction = i32(load<i8>(directions + bar - 1));
    const wanted = f64(direction);
    const price = load<f64>(open + (usize(bar) << 3));
    if (side !== wanted && side !== 0) closeTrade(bar, price, fee, slip);
    if (side === 0 && cash <= 0) break;
    if (side !== wanted) openTrade(bar, price, wanted, fee, slip);
    // Nothing changes until the direction does, but for one who could not afford a unit and tries again.
    const next = side === wanted ? change(directions, bar, bars - 1, direction) + 1 : bar + 1;
    const end = side < 0 ? ruin(bar, next) : next;
    if (side !== 0) held(bar, end);
    else flat(bar, end);
    bar = end;
    if (end < next) {
      closeRuined(bar, fee);
      break;
    }
  }
  if (bar < bars) flat(bar, bars);
  else if (side !== 0) markOpenTrade(load<f64>(close + (usize(bars - 1) << 3)));
  writeTally(tally);
}

function begin(closes: usize, curve: usize, trades: usize, initialCash: f64): void {
  close = closes;
  equity = curve;
  trade = trades - TRADE;
  cash = before = peak = initialCash;
  deepest = sum = squares = downside = 0;
  units = side = stake = gains = losses = costs = 0;
  tradeCount = wins = closedTrades = heldBars = 0;
  if (keepsCurve) store<f64>(equity, initialCash);
}

function openTrade(bar: i32, at: f64, wanted: f64, fee: f64, slip: f64): void {
  const price = at * (1 + wanted * slip);
  const size = floor(cash / (price * (1 + fee)));
  if (size <= 0) return;
  side = wanted;
  units = size;
  stake = size * price * (1 + side * fee);
  cash -= side * stake;
  costs += side * (stake - size * at);
  trade += TRADE;
  tradeCount++;
  store<i32>(trade, bar);
  store<i32>(trade, -1, 4);
  store<f64>(trade, side * size, 8);
  store<f64>(trade, price, 16);
  store<f64>(trade, stake, 32);
}

function closeTrade(bar: i32, at: f64, fee: f64, slip: f64): void {
  const price = at * (1 - side * slip);
  const back = units * price * (1 - side * fee);
  if (cash + side * back <= 0) {
    closeRuined(bar, fee);
    return;
  }
  costs += side * (units * at - back);
  settle(bar, price, back);
}

/** A short that lost more than the account has is bought back with all there is; the rest is the broker's loss. */
function closeRuined(bar: i32, fee: f64): void {
  settle(bar, cash / (units * (1 + fee)), cash);
  cash = 0;
}

function settle(bar: i32, price: f64, back: f64): void {
  const profit = side * (back - stake);
  cash += side * back;
  closedTrades++;
  if (profit > 0) {
    wins++;
    gains += profit;
  } else losses -= profit;
  store<i32>(trade, bar, 4);
  store<f64>(trade, price, 24);
  store<f64>(trade, profit, 40);
  side = 0;
}

function markOpenTrade(price: f64): void {
  store<f64>(trade, side * (units * price - stake), 40);
}

/** First bar from `from` whose direction differs; `to` when there is none. */
function change(directions: usize, from: i32, to: i32, direction: i32): i32 {
  const same = i8x16.splat(i8(direction));
  let bar = from;
  for (; bar + 16 <= to; bar += 16) {
    const differs = i8x16.bitmask(i8x16.ne(v128.load(directions + bar), same));
    if (differs) return bar + ctz(differs);
  }
  for (; bar < to; bar++) if (i32(load<i8>(directions + bar)) !== direction) return bar;
  return to;
}

/** First bar of a short whose close leaves nothing of the account; `to` when there is none. */
function ruin(from: i32, to: i32): i32 {
  for (let bar = from; bar < to; bar++)
    if (cash - units * load<f64>(close + (usize(bar) << 3)) <= 0) return bar;
  return to;
}

/** Bars `from` to before `to` without a position: only the first can differ from the bar before it. */
function flat(from: i32, to: i32): void {
  let at = equity + (usize(from) << 3);
  const last = equity + (usize(to) << 3);
  step(at, cash);
  if (!keepsCurve) return;
  const twice = f64x2.splat(cash);
  for (at += PRICE; at + 2 * PRICE <= last; at += 2 * PRICE) v128.store(at, twice);
  if (at < last) store<f64>(at, cash);
}

/** One bar of the curve. */
function step(at: usize, value: f64): void {
  if (keepsCurve) store<f64>(at, value);
  // Nothing comes of nothing: a ruined account stays where it is.
  const gained = before > 0 ? value / before - 1 : 0;
  sum += gained;
  squares += gained * gained;
  if (gained < 0) downside += gained * gained;
  fallTo(value);
  before = value;
}

// A division costs more than the rest of the step, so it is made only where the fall may be the deepest.
function fallTo(value: f64): void {
  if (value > peak) peak = value;
  else if (peak - value > deepest * peak) deepest = (peak - value) / peak;
}

/** Bars `from` to before `to` with a position at their close. */
function held(from: i32, to: i32): void {
  if (from === to) return;
  heldBars += to - from;
  const quantity = side * units;
  let at = close + (usize(from) << 3);
  const last = close + (usize(to) << 3);
  const curve = equity - close;
  const keeps = keepsCurve;
  step(at + curve, cash + quantity * load<f64>(at));
  at += PRICE;
  const base = f64x2.splat(cash);
  const factor = f64x2.splat(quantity);
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  let sums = zero;
  let squared = zero;
  let lost = zero;
  let was = f64x2.splat(before);
  while (at + 2 * PRICE <= last) {
    const first = at;
    const end = min(at + BLOCK * PRICE, last);
    let high = zero;
    let low = f64x2.splat(Infinity);
    for (; at + 4 * PRICE <= end; at += 4 * PRICE) {
      const a = f64x2.add(base, f64x2.mul(factor, v128.load(at)));
      const b = f64x2.add(base, f64x2.mul(factor, v128.load(at, 16)));
      if (keeps) {
        v128.store(at + curve, a);
        v128.store(at + curve, b, 16);
      }
      const r = f64x2.sub(f64x2.div(a, v128.shuffle<f64>(was, a, 1, 2)), one);
      const s = f64x2.sub(f64x2.div(b, v128.shuffle<f64>(a, b, 1, 2)), one);
      const less = f64x2.pmin(r, zero);
      const fewer = f64x2.pmin(s, zero);
      sums = f64x2.add(sums, f64x2.add(r, s));
      squared = f64x2.add(squared, f64x2.add(f64x2.mul(r, r), f64x2.mul(s, s)));
      lost = f64x2.add(lost, f64x2.add(f64x2.mul(less, less), f64x2.mul(fewer, fewer)));
      high = f64x2.pmax(high, f64x2.pmax(a, b));
      low = f64x2.pmin(low, f64x2.pmin(a, b));
      was = b;
    }
    if (at + 2 * PRICE <= end) {
      const a = f64x2.add(base, f64x2.mul(factor, v128.load(at)));
      if (keeps) v128.store(at + curve, a);
      const r = f64x2.sub(f64x2.div(a, v128.shuffle<f64>(was, a, 1, 2)), one);
      const less = f64x2.pmin(r, zero);
      sums = f64x2.add(sums, r);
      squared = f64x2.add(squared, f64x2.mul(r, r));
      lost = f64x2.add(lost, f64x2.mul(less, less));
      high = f64x2.pmax(high, a);
      low = f64x2.pmin(low, a);
      was = a;
      at += 2 * PRICE;
    }
    fallWithin(first, at, larger(high), -larger(f64x2.neg(low)));
  }
  addUp(sums, squared, lost);
  before = f64x2.extract_lane(was, 1);
  if (at < last) step(at + curve, cash + quantity * load<f64>(at));
}

function addUp(sums: v128, squared: v128, lost: v128): void {
  sum += both(sums);
  squares += both(squared);
  downside += both(lost);
}

function both(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

function larger(pair: v128): f64 {
  return max(f64x2.extract_lane(pair, 0), f64x2.extract_lane(pair, 1));
}

/** Looks at a block bar by bar only where it can hold the deepest fall so far. */
function fallWithin(from: usize, to: usize, high: f64, low: f64): void {
  const ceiling = high > peak ? high : peak;
  if (ceiling - low > deepest * ceiling) {
    const quantity = side * units;
    for (let at = from; at < to; at += PRICE) fallTo(cash + quantity * load<f64>(at));
  } else peak = ceiling;
}

function writeTally(tally: usize): void {
  store<f64>(tally, before);
  store<f64>(tally, deepest, 8);
  store<f64>(tally, sum, 16);
  store<f64>(tally, squares, 24);
  store<f64>(tally, downside, 32);
  store<f64>(tally, tradeCount, 40);
  store<f64>(tally, closedTrades, 48);
  store<f64>(tally, wins, 56);
  store<f64>(tally, gains, 64);
  store<f64>(tally, losses, 72);
  store<f64>(tally, heldBars, 80);
  store<f64>(tally, costs, 88);
}
