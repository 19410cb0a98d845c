import { z } from "zod";
import {
  InvalidInputError,
  OrderClass,
  type OrderTerms,
  OrderType,
  PositiveDecimalText,
  TakeProfit,
  TimeInForce,
  Trail,
} from "#core/model";
import { OrderDraft, orderKind } from "./order-draft.ts";

/** What a person may want otherwise about an order; what is left out stays as it is. */
export const OrderChanges = z.strictObject({
  quantity: PositiveDecimalText.optional().describe(
    "Units that are still wanted; what has filled is not among them",
  ),
  type: OrderType.optional().describe("With another type its own prices must be given anew"),
  limitPrice: PositiveDecimalText.optional(),
  timeInForce: TimeInForce.optional(),
  stopPrice: PositiveDecimalText.optional(),
  trail: Trail.optional(),
  extendedHours: z.boolean().optional(),
  orderClass: OrderClass.optional(),
  takeProfit: TakeProfit.optional(),
  stopLoss: orderKind.stopLoss,
});
export type OrderChanges = z.infer<typeof OrderChanges>;

/**
 * The draft that says the same as these terms, but for the changes.
 *
 * @param open units that are still wanted when the changes do not say
 * @throws InvalidInputError when nothing changes, or what is left makes no draft
 */
export function redraft(
  terms: OrderTerms,
  open: string,
  changes: OrderChanges,
  about: { rationale: string; causedBy: string[] },
): OrderDraft {
  if (Object.values(changes).every((change) => change === undefined))
    throw new InvalidInputError({
      what: "Nothing about the order would change.",
      why: "The new order would be the old one over again.",
      fix: "Give at least one of quantity, limitPrice, stopPrice, trail, timeInForce, takeProfit or stopLoss.",
    });
  const type = changes.type ?? terms.type;
  const kept = type === terms.type ? pricesOf(terms) : {};
  const { orderClass, takeProfit, stopLoss, extendedHours } = terms;
  const draft = OrderDraft.safeParse({
    account: terms.account,
    symbol: terms.symbol,
    side: terms.side,
    timeInForce: terms.timeInForce,
    orderClass,
    takeProfit,
    stopLoss,
    extendedHours,
    ...kept,
    ...given({ quantity: open, ...given(changes) }),
    type,
    rationale: about.rationale,
    causedBy: about.causedBy.slice(0, 20),
  });
  if (draft.success) return draft.data;
  throw new InvalidInputError({
    what: "The changes do not make an order.",
    why: draft.error.issues.map((issue) => issue.message).join("; "),
    fix: "Give the prices that go with the type of the order.",
  });
}

/** Prices a person gave; the protective ones are worked out anew at the market of now. */
function pricesOf({ type, limitPrice, stopPrice, trail }: OrderTerms): Partial<OrderTerms> {
  const hasLimit = type === "limit" || type === "stop-limit";
  return given({ limitPrice: hasLimit ? limitPrice : undefined, stopPrice, trail });
}

const given = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
