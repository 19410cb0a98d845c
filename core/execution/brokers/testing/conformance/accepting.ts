import { expect } from "vitest";
import type { OrderTerms } from "#core/model";
import { isSameOrder } from "../../../same-order.ts";
import { DuplicateOrderError } from "../../broker.ts";
import { someTerms } from "../a-clearance.ts";
import { MARKET, MINUTE_MS, type Sentence, type Told } from "./sentence.ts";

const KINDS: readonly [string, Partial<OrderTerms>][] = [
  ["market", MARKET],
  ["stop", { type: "stop", stopPrice: "110", limitPrice: "111" }],
  ["stop-limit that lasts", { type: "stop-limit", stopPrice: "110", limitPrice: "111", timeInForce: "gtc" }],
  [
    "trailing stop by price",
    { type: "trailing-stop", trail: { by: "price", amount: "5" }, limitPrice: "200" },
  ],
  ["limit for extended hours", { extendedHours: true }],
  [
    "bracket",
    {
      orderClass: "bracket",
      takeProfit: { limitPrice: "120" },
      stopLoss: { stopPrice: "80", limitPrice: "79" },
    },
  ],
  ["oto", { orderClass: "oto", stopLoss: { stopPrice: "80", limitPrice: "79" } }],
];

/** An order is taken, found again as it was sent, and taken once. */
export const ACCEPTING: readonly Sentence[] = [
  {
    says: "accepts an order, shows it open and finds it by its id with the terms it was sent with",
    run: async ({ scene, desk }) => {
      const id = await desk.send();
      const [open, ...others] = await scene.broker.openOrders();
      expect(others).toEqual([]);
      expect(open).toMatchObject({
        isForeign: false,
        clientOrderId: id,
        state: "accepted",
        filledQuantity: "0",
      });
      const found = await scene.broker.findOrder(id);
      expect(found && isSameOrder(found.terms, someTerms())).toBe(true);
      expect(await desk.life(id)).toEqual(["accepted"]);
    },
  },
  ...KINDS.map(([kind, changes]) => ({
    says: `finds a ${kind} order with the terms it was sent with`,
    run: async ({ scene, desk }: Told) => {
      const id = await desk.send(changes);
      const found = await scene.broker.findOrder(id);
      expect(found && isSameOrder(found.terms, someTerms(changes))).toBe(true);
    },
  })),
  {
    says: "does not know what was never sent, and has nothing to cancel then",
    run: async ({ scene, desk }) => {
      const { id } = desk.clear();
      expect(await scene.broker.findOrder(id)).toBeNull();
      await scene.broker.cancel(id);
      expect(await desk.history()).toEqual([]);
    },
  },
  {
    says: "takes a clearance once, and an order's id once",
    run: async ({ scene, desk }) => {
      const [first, second] = [desk.clear({}, "one wish"), desk.clear({}, "one wish")];
      await scene.broker.submit(first.cleared);
      await expect(scene.broker.submit(first.cleared)).rejects.toThrow("used before");
      await expect(scene.broker.submit(second.cleared)).rejects.toBeInstanceOf(DuplicateOrderError);
      expect(await scene.broker.openOrders()).toHaveLength(1);
    },
  },
  {
    says: "takes no copy of a clearance and none that is late",
    run: async ({ scene, desk }) => {
      const { cleared } = desk.clear();
      await expect(scene.broker.submit(Object.create(cleared))).rejects.toThrow("not made by the gates");
      scene.clock.advance(MINUTE_MS);
      await expect(scene.broker.submit(cleared)).rejects.toThrow("expired");
      expect(await scene.broker.openOrders()).toEqual([]);
    },
  },
];
