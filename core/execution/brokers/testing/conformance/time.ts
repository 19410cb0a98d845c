import { expect } from "vitest";
import { HOUR_MS, MARKET, type Sentence } from "./sentence.ts";

/** Days, sessions and auctions. */
export const TIME: readonly Sentence[] = [
  {
    says: "ends a day order with its day, and keeps one that lasts",
    run: async ({ scene, desk }) => {
      const [day, lasting] = [await desk.send(), await desk.send({ timeInForce: "gtc" })];
      await scene.wait(6 * HOUR_MS);
      await scene.wait(18 * HOUR_MS);
      expect(await desk.life(day)).toEqual(["accepted", "expired"]);
      await scene.market("89", "89.5");
      expect((await scene.broker.findOrder(lasting))?.state).toBe("filled");
    },
  },
  {
    says: "trades in the closing auction, and outside the session only what asked for it",
    run: async ({ scene, desk }) => {
      const closing = await desk.send({ ...MARKET, timeInForce: "cls" });
      await scene.market("99.99", "100.01");
      expect(await desk.life(closing)).toEqual(["accepted"]);
      await scene.wait(6.5 * HOUR_MS);
      expect((await desk.life(closing)).map((step) => step.split(" at ")[0])).toEqual([
        "accepted",
        "fill 10",
      ]);
      const late = await desk.send({ limitPrice: "101", extendedHours: true });
      const waiting = await desk.send({ limitPrice: "101.5" });
      await scene.market("99.99", "100.01");
      expect([
        (await scene.broker.findOrder(late))?.state,
        (await scene.broker.findOrder(waiting))?.state,
      ]).toEqual(["filled", "accepted"]);
    },
  },
  {
    says: "trades in the next opening auction, and ends what it did not reach",
    run: async ({ scene, desk }) => {
      await scene.wait(10 * HOUR_MS);
      const opening = await desk.send({ ...MARKET, timeInForce: "opg" });
      const low = await desk.send({ timeInForce: "opg" });
      await scene.market("99.99", "100.01");
      expect(await desk.life(opening)).toEqual(["accepted"]);
      await scene.wait(14 * HOUR_MS);
      expect((await desk.life(opening)).map((step) => step.split(" at ")[0])).toEqual([
        "accepted",
        "fill 10",
      ]);
      expect(await desk.life(low)).toEqual(["accepted", "canceled"]);
    },
  },
];
