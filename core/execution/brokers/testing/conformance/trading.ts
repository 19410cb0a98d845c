import { expect } from "vitest";
import { decimal } from "#core/model";
import { BrokerRejectedError } from "../../broker.ts";
import { MARKET, SELL, type Sentence } from "./sentence.ts";

/** Every kind of order trades as its name says. */
export const TRADING: readonly Sentence[] = [
  {
    says: "trades a market order at the offer, and counts cash and position",
    run: async ({ scene, desk }) => {
      const before = decimal((await scene.broker.account()).cash);
      const id = await desk.send(MARKET);
      expect((await desk.life(id)).map((step) => step.split(" at ")[0])).toEqual(["accepted", "fill 10"]);
      const [, fill] = await desk.history(id);
      if (fill?.kind !== "fill") throw new Error("no fill was told");
      const paid = decimal(fill.price).times("10").plus(decimal(fill.fee));
      expect((await scene.broker.account()).cash).toBe(before.minus(paid).toFixed());
      expect(await desk.held()).toEqual({ AAPL: "10" });
      expect(decimal(fill.price).gte("100.01") && decimal(fill.price).lte("101")).toBe(true);
    },
  },
  {
    says: "lets a limit rest until the market reaches it, and trades only what is shown",
    run: async ({ scene, desk }) => {
      const id = await desk.send({ limitPrice: "90" });
      await scene.market("89", "89.5", "4");
      expect((await scene.broker.findOrder(id))?.state).toBe("partially-filled");
      await scene.market("89", "89.5", "6");
      const fills = (await desk.history(id)).filter((event) => event.kind === "fill");
      expect(fills.map(({ quantity }) => quantity)).toEqual(["4", "6"]);
      expect(new Set(fills.map(({ executionId }) => executionId)).size).toBe(2);
      expect((await scene.broker.findOrder(id))?.state).toBe("filled");
    },
  },
  {
    says: "trades fractions to the last of them",
    run: async ({ scene, desk }) => {
      await desk.send({ ...MARKET, quantity: "1.000001" });
      await desk.send({ ...MARKET, quantity: "0.000002" });
      expect(await desk.held()).toEqual({ AAPL: "1.000003" });
      expect(await scene.broker.openOrders()).toEqual([]);
    },
  },
  {
    says: "wakes a stop when it is reached, and holds it to its limit",
    run: async ({ scene, desk }) => {
      await desk.send(MARKET);
      const id = await desk.send({ ...SELL, type: "stop", stopPrice: "95", limitPrice: "94" });
      await scene.market("96", "96.02");
      await scene.market("93", "93.02");
      expect(await desk.life(id)).toEqual(["accepted"]);
      await scene.market("94.5", "94.52");
      expect((await desk.life(id)).map((step) => step.split(".")[0])).toEqual(["accepted", "fill 10 at 94"]);
    },
  },
  {
    says: "moves a trailing stop only towards the market",
    run: async ({ scene, desk }) => {
      await desk.send(MARKET);
      const id = await desk.send({
        ...SELL,
        type: "trailing-stop",
        trail: { by: "percent", amount: "10" },
        limitPrice: "50",
      });
      await scene.market("120", "120.02");
      await scene.market("109", "109.02");
      expect(await desk.life(id)).toEqual(["accepted"]);
      await scene.market("107", "107.02");
      expect((await scene.broker.findOrder(id))?.state).toBe("filled");
    },
  },
  {
    says: "opens a short from zero, and crosses zero in no single order",
    run: async ({ scene, desk }) => {
      const short = await desk.send({ ...SELL, quantity: "3" });
      expect(await desk.held()).toEqual({ AAPL: "-3" });
      const crossing = desk.clear({ ...MARKET, quantity: "4" });
      await expect(scene.broker.submit(crossing.cleared)).rejects.toBeInstanceOf(BrokerRejectedError);
      await desk.send({ ...MARKET, quantity: "3" });
      expect(await desk.held()).toEqual({});
      expect((await desk.history(short)).length).toBe(2);
    },
  },
  {
    says: "does not sell twice what is held once",
    run: async ({ scene, desk }) => {
      await desk.send(MARKET);
      await desk.send({ ...SELL, quantity: "7", limitPrice: "130" });
      const { cleared } = desk.clear({ ...SELL, quantity: "4", limitPrice: "131" });
      await expect(scene.broker.submit(cleared)).rejects.toBeInstanceOf(BrokerRejectedError);
    },
  },
];
