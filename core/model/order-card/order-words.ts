import type { OrderTerms } from "../order.ts";
import type { Environment } from "../source.ts";
import { price, quantity } from "./figures.ts";

/** The deed in words, as on the button that does it: "Buy 10 AAPL". */
export const deedInWords = ({ side, quantity: units, symbol }: OrderTerms): string =>
  `${side === "buy" ? "Buy" : "Sell"} ${quantity(units)} ${symbol}`;

const MARKS: Record<Environment, string> = {
  sim: "SIM, no real money",
  paper: "PAPER, no real money",
  live: "LIVE, real money",
};
/** Whether it is real money, said so that nobody takes one for the other. */
export const environmentInWords = (environment: Environment): string => MARKS[environment];

const UNTIL: Record<OrderTerms["timeInForce"], string> = {
  day: "for the day",
  gtc: "until cancelled",
  ioc: "now or never",
  fok: "all at once or not at all",
  opg: "in the opening auction",
  cls: "in the closing auction",
};

/** Type, bound, how long and what comes with it: an order always carries the worst price it may trade at. */
export function typeInWords(terms: OrderTerms): string {
  return [
    ...kindInWords(terms),
    UNTIL[terms.timeInForce],
    ...(terms.extendedHours ? ["also outside the session"] : []),
    ...exitsInWords(terms),
  ].join(", ");
}

function kindInWords({ type, limitPrice, side, stopPrice, trail }: OrderTerms): string[] {
  const worst = `${side === "buy" ? "at most" : "at least"} ${price(limitPrice)}`;
  const stop = `Stop ${stopPrice === undefined ? "–" : price(stopPrice)}`;
  switch (type) {
    case "market":
      return ["Market", worst];
    case "limit":
      return [`Limit ${price(limitPrice)}`];
    case "stop":
      return [stop, worst];
    case "stop-limit":
      return [stop, `limit ${price(limitPrice)}`];
    case "trailing-stop":
      return [`Trailing stop ${trail ? distance(trail) : "–"} behind`, worst];
  }
}

const distance = ({ by, amount }: NonNullable<OrderTerms["trail"]>): string =>
  by === "percent" ? `${quantity(amount)}%` : price(amount);

/** The orders that hang on this one. In an oco order its own limit is the take-profit. */
function exitsInWords({ orderClass, limitPrice, takeProfit, stopLoss }: OrderTerms): string[] {
  if (!orderClass) return [];
  const target = orderClass === "oco" ? limitPrice : takeProfit?.limitPrice;
  return [
    ...(target ? [`take profit ${price(target)}`] : []),
    ...(stopLoss ? [`stop loss ${price(stopLoss.stopPrice)}, limit ${price(stopLoss.limitPrice)}`] : []),
  ];
}
