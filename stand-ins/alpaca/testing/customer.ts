import { afterEach, beforeEach, expect } from "vitest";
import { ManualClock } from "#core/model";
import { type AlpacaStandIn, openAlpaca, STAND_IN_KEY, type WireOrder } from "../index.ts";

/** A Tuesday in New York, half an hour after the opening. */
export const OPEN_HOURS = "2026-11-24T15:00:00.000Z";
export const HEADERS = {
  "APCA-API-KEY-ID": STAND_IN_KEY.id,
  "APCA-API-SECRET-KEY": STAND_IN_KEY.secret,
  "content-type": "application/json",
};

export let clock: ManualClock;
export let alpaca: AlpacaStandIn;

/** Opens a stand-in before each test of the file that calls this, and closes it after. */
export function openForEachTest(): void {
  beforeEach(async () => {
    clock = new ManualClock(OPEN_HOURS);
    alpaca = await openAlpaca({ seed: 1, clock, assets: { inactive: ["HALT"], whole: ["BRK.A"] } });
    alpaca.setQuote("AAPL", "99.99", "100.01");
  });
  afterEach(() => alpaca.close());
}

/** One request, with its answer read. */
export async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${alpaca.url}/v2${path}`, {
    method,
    headers: HEADERS,
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}
/** An order to buy ten Apple at a price the market does not reach. */
export const limit = (more: object = {}) => ({
  symbol: "AAPL",
  qty: "10",
  side: "buy",
  type: "limit",
  time_in_force: "day",
  limit_price: "90",
  ...more,
});
export const market = (more: object = {}) => {
  const { limit_price: _none, ...order } = { ...limit(), type: "market", ...more } as Record<string, unknown>;
  return order;
};
/** Places an order, lets the venue have it, and gives it as it stands then. */
export async function place(order: object): Promise<WireOrder> {
  const { status, body } = await call("POST", "/orders", order);
  expect([status, body]).toEqual([200, expect.objectContaining({ id: expect.any(String) })]);
  return (await call("GET", `/orders/${body.id}?nested=true`)).body;
}
