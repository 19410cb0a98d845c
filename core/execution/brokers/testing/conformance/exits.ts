import { expect } from "vitest";
import { MARKET, MINUTE_MS, SELL, type Sentence, type Told } from "./sentence.ts";

const BRACKET = {
  ...MARKET,
  orderClass: "bracket",
  takeProfit: { limitPrice: "120" },
  stopLoss: { stopPrice: "90", limitPrice: "85" },
} as const;

const SIDES = [
  ["profit", "121", "121.02"],
  ["stop", "88", "88.02"],
] as const;

/** What an entry leaves behind, and orders with two prices. */
export const EXITS: readonly Sentence[] = [
  {
    says: "leaves the exit of a bracket under the entry's id, and trades its profit side once",
    run: async ({ scene, desk }) => {
      const id = await desk.send(BRACKET);
      await scene.market("100", "100.02");
      const [exit] = await scene.broker.openOrders();
      expect(exit).toMatchObject({
        clientOrderId: `${id}-x`,
        isForeign: false,
        terms: { side: "sell", quantity: "10" },
      });
      await scene.market("121", "121.02");
      await scene.wait(MINUTE_MS);
      expect((await desk.life(`${id}-x`)).map((step) => step.split(" at ")[0])).toEqual(["fill 10"]);
      expect([await desk.held(), await scene.broker.openOrders()]).toEqual([{}, []]);
    },
  },
  {
    says: "trades the stop side of a bracket, at its limit or better",
    run: async ({ scene, desk }) => {
      const id = await desk.send(BRACKET);
      await scene.market("100", "100.02");
      await scene.market("88", "88.02");
      await scene.wait(MINUTE_MS);
      expect((await desk.life(`${id}-x`)).map((step) => step.split(".")[0])).toEqual([
        expect.stringMatching(/^fill 10 at 8[78]/),
      ]);
    },
  },
  {
    says: "tells nothing of an exit before its entry is done",
    run: async ({ scene, desk }) => {
      const id = await desk.send({ ...BRACKET, type: "limit", limitPrice: "95" });
      await scene.market("94", "94.5", "4");
      expect((await scene.broker.openOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual([id]);
      expect(await desk.history(`${id}-x`)).toEqual([]);
      await scene.market("94", "94.5");
      await scene.market("94", "94.5");
      expect((await scene.broker.openOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual([
        `${id}-x`,
      ]);
    },
  },
  {
    says: "cancels an exit by its name",
    run: async ({ scene, desk }) => {
      const id = await desk.send(BRACKET);
      await scene.market("100", "100.02");
      await scene.broker.cancel(`${id}-x`);
      await scene.wait(MINUTE_MS);
      expect(await desk.life(`${id}-x`)).toEqual(["canceled"]);
      expect([await desk.held(), await scene.broker.openOrders()]).toEqual([{ AAPL: "10" }, []]);
    },
  },
  {
    says: "leaves a single stop behind an oto entry",
    run: async ({ scene, desk }) => {
      const id = await desk.send({
        ...MARKET,
        orderClass: "oto",
        stopLoss: { stopPrice: "90", limitPrice: "85" },
      });
      await scene.market("100", "100.02");
      await scene.market("88", "88.02");
      await scene.wait(MINUTE_MS);
      expect(await desk.life(`${id}-x`)).toHaveLength(1);
      expect(await desk.held()).toEqual({});
    },
  },
  ...SIDES.map(([side, bid, ask]) => ({
    says: `books the ${side} side of an oco order on the order itself`,
    run: async ({ scene, desk }: Told) => {
      await desk.send(MARKET);
      const id = await desk.send({
        ...SELL,
        limitPrice: "120",
        orderClass: "oco",
        stopLoss: { stopPrice: "90", limitPrice: "85" },
      });
      await scene.market("100", "100.02");
      expect(await scene.broker.openOrders()).toHaveLength(1);
      await scene.market(bid, ask);
      await scene.wait(MINUTE_MS);
      expect((await desk.life(id)).map((step) => step.split(" at ")[0])).toEqual(["accepted", "fill 10"]);
      expect([await desk.held(), await scene.broker.openOrders()]).toEqual([{}, []]);
    },
  })),
];
