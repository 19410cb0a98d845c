/** One of Alpaca's own refusals: HTTP status, eight-digit code, message and, for some, more fields. */
export class AlpacaRefusal extends Error {
  readonly body: Record<string, unknown>;

  constructor(
    readonly status: number,
    code: number | null,
    message: string,
    more: Record<string, unknown> = {},
  ) {
    super(message);
    this.body = { ...(code === null ? {} : { code }), message, ...more };
  }
}

/** The refusals a trading account meets, each with the status, code and wording the service uses. */
export const refusals = {
  duplicateClientId: () => new AlpacaRefusal(422, 40010001, "client_order_id must be unique"),
  badField: (message: string) => new AlpacaRefusal(422, 40010001, message),
  businessRule: (message: string) => new AlpacaRefusal(422, 42210000, message),
  buyingPower: (buyingPower: string, costBasis: string) =>
    new AlpacaRefusal(403, 40310000, "insufficient buying power", {
      buying_power: buyingPower,
      cost_basis: costBasis,
    }),
  quantity: (symbol: string, requested: string, available: string, existing: string, held: string) =>
    new AlpacaRefusal(
      403,
      40310000,
      `insufficient qty available for order (requested: ${requested}, available: ${available})`,
      { symbol, available, existing_qty: existing, held_for_orders: held },
    ),
  washTrade: (orderId: string, kind: string) =>
    new AlpacaRefusal(403, 40310000, "potential wash trade detected. use complex orders", {
      existing_order_id: orderId,
      reject_reason: `opposite side ${kind} order exists`,
    }),
  noShorting: () => new AlpacaRefusal(403, 40310000, "account is not allowed to short"),
  suspended: () => new AlpacaRefusal(403, 40310000, "new orders are rejected by user request"),
  assetUnknown: (symbol: string) => new AlpacaRefusal(422, 42210000, `asset "${symbol}" not found`),
  assetInactive: (symbol: string) => new AlpacaRefusal(422, 42210000, `asset ${symbol} is not tradable`),
  orderUnknown: (id: string) => new AlpacaRefusal(404, 40410000, `order not found for ${id}`),
  positionUnknown: () => new AlpacaRefusal(404, 40410000, "position does not exist"),
  notFound: () => new AlpacaRefusal(404, null, "Not Found"),
  notCancelable: (status: string) =>
    new AlpacaRefusal(422, 42210000, `order is already in "${status}" state`),
  unauthorized: () => new AlpacaRefusal(401, 40110000, "unauthorized."),
  forbidden: () => new AlpacaRefusal(403, null, "forbidden."),
  tooMany: () => new AlpacaRefusal(429, 42910000, "rate limit exceeded"),
};
