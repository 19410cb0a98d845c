import {
  Decimal,
  type DecimalText,
  decimal,
  decimalFromStatistic,
  InvalidInputError,
  type Side,
  toText,
} from "#core/model";

/** One asset's way from what is held to what is wished. */
export interface BasketAsset {
  symbol: string;
  /** Held now; below 0 is short */
  quantity: DecimalText;
  /** Price by which it is valued and sized, USD */
  price: DecimalText;
  /** Smallest tradable step in units */
  lot: DecimalText;
  /** Fraction of equity wished for */
  targetWeight: number;
}

export interface BasketOrder {
  symbol: string;
  side: Side;
  quantity: DecimalText;
  /** Quantity × price, USD */
  notional: DecimalText;
}

/** Orders to be judged as one: control C16 lets all of them pass or none. */
export interface Basket {
  /** Sales first, so that their proceeds pay for the purchases */
  orders: BasketOrder[];
  /** Cash after all orders, USD, ≥ 0 */
  cashAfter: DecimalText;
  /** Equity that could not be placed in whole lots as the weights wish, USD: cash after less cash wished, ≥ 0 or a lot's rounding */
  leftover: DecimalText;
  /** Traded value over equity, purchases and sales both counted */
  turnover: number;
  /** Weights the basket really reaches, in the order of the assets */
  reachedWeights: number[];
}

const ZERO = new Decimal("0");

interface Line extends Pick<BasketAsset, "symbol"> {
  price: Decimal;
  lotValue: Decimal;
  lot: Decimal;
  held: Decimal;
  wished: Decimal;
  /** Units after the basket */
  aim: Decimal;
}

/**
 * Whole-lot orders from target weights. Each is rounded so that it ends
 * nearer to 0, then purchases are cut until fees and prices
 * are paid from cash: cash is never below 0. What rounding leaves buys further lots where the shortfall is largest.
 * A limit on turnover is kept to the last lot: trades shrink until they fit.
 *
 * @param cash USD, ≥ 0
 * @param feeRate what trading may cost beyond the price (commission, slippage), as a fraction of it, 0 to 0.1
 * @param maxTurnover most that may be traded over equity, purchases and sales both counted; no limit when left out
 * @throws InvalidInputError for prices or lots that are not above 0, equity that is not, weights that are not finite,
 * or cash that even the sales cannot bring to 0
 */
export function basketOf(
  assets: readonly BasketAsset[],
  cash: DecimalText,
  feeRate = 0,
  maxTurnover?: number,
): Basket {
  const fee = checkedFee(feeRate);
  const startCash = decimal(cash);
  const lines = assets.map(lineOf);
  const equity = lines.reduce((sum, { held, price }) => sum.plus(held.times(price)), startCash);
  if (equity.lte(ZERO))
    throw refuse(
      `Equity is $${toText(equity)}.`,
      "Weights are fractions of equity above 0.",
      "Fund the account, or close its short positions first.",
    );
  lines.forEach((line, index) => {
    line.wished = decimalFromStatistic(checkedWeight(assets[index] as BasketAsset))
      .times(equity)
      .div(line.price);
    line.aim = roundedAim(line);
  });
  const cashAfter = () =>
    lines.reduce((sum, { aim, held, price }) => {
      const value = aim.minus(held).times(price);
      return sum.minus(value).minus(value.abs().times(fee));
    }, startCash);
  const tradable = maxTurnover === undefined ? null : decimalFromStatistic(maxTurnover).times(equity);
  if (tradable) cutToTurnover(lines, tradable);
  payFromCash(lines, cashAfter, fee);
  const wishedCash = equity.minus(
    lines.reduce((sum, { wished, price }) => sum.plus(wished.times(price)), ZERO),
  );
  fillUp(lines, cashAfter, wishedCash, fee, tradable);
  return basketFrom(lines, cashAfter(), wishedCash, equity);
}

function basketFrom(lines: readonly Line[], cash: Decimal, wishedCash: Decimal, equity: Decimal): Basket {
  const orders = lines.flatMap(({ symbol, aim, held, price }): BasketOrder[] => {
    const units = aim.minus(held);
    if (units.eq(ZERO)) return [];
    const side: Side = units.gt(ZERO) ? "buy" : "sell";
    return [{ symbol, side, quantity: toText(units.abs()), notional: toText(units.abs().times(price)) }];
  });
  const traded = orders.reduce((sum, { notional }) => sum.plus(decimal(notional)), ZERO);
  return {
    orders: [...orders.filter(({ side }) => side === "sell"), ...orders.filter(({ side }) => side === "buy")],
    cashAfter: toText(cash),
    leftover: toText(cash.minus(wishedCash)),
    turnover: Number(traded.div(equity).toFixed(12)),
    reachedWeights: lines.map(({ aim, price }) => Number(aim.times(price).div(equity).toFixed(12))),
  };
}

const tradedOf = ({ aim, held, price }: Line) => aim.minus(held).times(price).abs();
const tradedBy = (lines: readonly Line[]) => lines.reduce((sum, line) => sum.plus(tradedOf(line)), ZERO);

/** Takes back the lots by which rounding went past the wish, then shrinks every trade alike, until it fits. */
function cutToTurnover(lines: readonly Line[], tradable: Decimal): void {
  const isOver = () => tradedBy(lines).gt(tradable);
  const pastWish = (line: Line) => line.wished.minus(line.aim).times(line.price);
  const sales = lines.filter(({ aim, held, wished }) => aim.lt(held) && aim.lt(wished));
  for (const line of sales.sort((a, b) => pastWish(b).cmp(pastWish(a)))) {
    if (!isOver()) return;
    line.aim = line.aim.plus(line.lot);
  }
  if (!isOver()) return;
  const share = tradable.div(tradedBy(lines));
  for (const line of lines) {
    const lots = line.aim.minus(line.held).times(share).div(line.lot).round(0, Decimal.roundDown);
    line.aim = line.held.plus(lots.times(line.lot));
  }
}

/** Cuts purchases, the largest first, by whole lots until nothing is owed. */
function payFromCash(lines: readonly Line[], cashAfter: () => Decimal, fee: Decimal): void {
  for (let guard = 0; guard <= lines.length; guard += 1) {
    const missing = ZERO.minus(cashAfter());
    if (missing.lte(ZERO)) return;
    const purchases = lines.filter(({ aim, held }) => aim.gt(held));
    const largest = purchases.reduce<Line | undefined>(
      (most, line) => (most && purchaseOf(most).gte(purchaseOf(line)) ? most : line),
      undefined,
    );
    if (!largest) break;
    const saved = largest.lotValue.times(fee.plus("1"));
    const lots = missing.div(saved).round(0, Decimal.roundUp);
    const bought = largest.aim.minus(largest.held).div(largest.lot).round(0, Decimal.roundDown);
    const cut = lots.lt(bought) ? lots : bought;
    largest.aim = cut.eq(ZERO) ? largest.held : largest.aim.minus(cut.times(largest.lot));
  }
  if (cashAfter().lt(ZERO))
    throw refuse(
      "The basket cannot be paid.",
      "Even with every purchase cut to nothing the cash stays below 0.",
      "Sell more, or raise the cash first.",
    );
}

const purchaseOf = ({ aim, held, price }: Line) => aim.minus(held).times(price);

/** Buys one more lot of whatever is furthest below its wish, while cash above the wished cash pays for it. */
function fillUp(
  lines: readonly Line[],
  cashAfter: () => Decimal,
  wishedCash: Decimal,
  fee: Decimal,
  tradable: Decimal | null,
): void {
  const floor = wishedCash.gt(ZERO) ? wishedCash : ZERO;
  let spare = cashAfter().minus(floor);
  const short = lines
    .filter(({ wished, aim, held }) => wished.gt(aim) && aim.gte(held))
    .sort((a, b) => gapOf(b).cmp(gapOf(a)));
  for (const line of short) {
    const cost = line.lotValue.times(fee.plus("1"));
    if (cost.gt(spare) || tradable?.lt(tradedBy(lines).plus(line.lotValue))) continue;
    line.aim = line.aim.plus(line.lot);
    spare = spare.minus(cost);
  }
}

const gapOf = ({ wished, aim, price }: Line) => wished.minus(aim).times(price);

/** What is held and a whole number of lots, at or just inside the wish; an odd rest held is not sold short. */
function roundedAim({ wished, held, lot }: Line): Decimal {
  const lots = wished.minus(held).div(lot);
  const whole = lots.round(0, Decimal.roundDown);
  const isLong = wished.gte(ZERO);
  const isOutside = isLong ? whole.gt(lots) : whole.lt(lots);
  const aim = held.plus((isOutside ? (isLong ? whole.minus("1") : whole.plus("1")) : whole).times(lot));
  if (isLong) return aim.lt(ZERO) ? aim.plus(lot) : aim;
  return aim.gt(ZERO) ? aim.minus(lot) : aim;
}

function lineOf({ symbol, quantity, price, lot }: BasketAsset): Line {
  const [cost, step] = [decimal(price), decimal(lot)];
  if (cost.lte(ZERO) || step.lte(ZERO))
    throw refuse(
      `${symbol} has a price of ${price} and a lot of ${lot}.`,
      "Both must be above 0.",
      "Get a fresh quote.",
    );
  return {
    symbol,
    price: cost,
    lot: step,
    lotValue: cost.times(step),
    held: decimal(quantity),
    wished: ZERO,
    aim: ZERO,
  };
}

function checkedWeight({ symbol, targetWeight }: BasketAsset): number {
  if (Number.isFinite(targetWeight) && Math.abs(targetWeight) <= 100) return targetWeight;
  throw refuse(
    `The target weight of ${symbol} is ${targetWeight}.`,
    "A weight is a fraction of equity.",
    "Optimize again with usable prices.",
  );
}

function checkedFee(feeRate: number): Decimal {
  if (feeRate >= 0 && feeRate <= 0.1) return decimalFromStatistic(feeRate);
  throw refuse(
    `A fee rate of ${feeRate} is not between 0 and 0.1.`,
    "It is a fraction of the traded value.",
    "Give 0.001 for ten basis points.",
  );
}

const refuse = (what: string, why: string, fix: string) => new InvalidInputError({ what, why, fix });
