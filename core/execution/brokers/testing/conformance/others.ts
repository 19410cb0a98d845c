import { expect } from "vitest";
import { MARKET, MINUTE_MS, type Sentence } from "./sentence.ts";

/** What is not ours, what is taken back, and how the broker is. */
export const OTHERS: readonly Sentence[] = [
  {
    says: "shows an order that is not ours, flagged, and tells no event of it",
    run: async ({ scene, desk }) => {
      await scene.foreignOrder();
      await scene.wait(MINUTE_MS);
      expect(await scene.broker.openOrders()).toEqual([
        expect.objectContaining({ isForeign: true, symbol: "AAPL", side: "buy", quantity: "1" }),
      ]);
      expect(await desk.history()).toEqual([]);
      expect(await scene.broker.cancelAll()).toBe(1);
      await scene.wait(MINUTE_MS);
      expect(await scene.broker.openOrders()).toEqual([]);
    },
  },
  {
    says: "takes an execution back when the venue does, once",
    run: async ({ scene, desk }) => {
      const id = await desk.send(MARKET);
      const fill = (await desk.history(id)).find((event) => event.kind === "fill");
      if (fill?.kind !== "fill") throw new Error("no fill was told");
      await scene.bust(fill);
      await scene.wait(MINUTE_MS);
      const [, , bust, ...rest] = await desk.history(id);
      expect([bust, rest]).toEqual([
        expect.objectContaining({ kind: "bust", executionId: fill.executionId }),
        [],
      ]);
      expect(await desk.held()).toEqual({});
    },
  },
  {
    says: "is well, and says so",
    run: async ({ scene }) => {
      expect(scene.broker.health()).toMatchObject({ status: "ok" });
      expect((await scene.broker.account()).blockedBecause).toBeNull();
    },
  },
];
