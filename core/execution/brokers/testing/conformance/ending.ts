import { expect } from "vitest";
import { MARKET, MINUTE_MS, type Sentence } from "./sentence.ts";

/** Orders end by cancels and by their own time in force; a fill may be faster. */
export const ENDING: readonly Sentence[] = [
  {
    says: "cancels what is open, and leaves alone what has ended",
    run: async ({ scene, desk }) => {
      const [open, done] = [await desk.send(), await desk.send(MARKET)];
      await scene.broker.cancel(open);
      await scene.broker.cancel(done);
      await scene.wait(MINUTE_MS);
      expect(await desk.life(open)).toEqual(["accepted", "canceled"]);
      expect(await desk.life(done)).toHaveLength(2);
      expect(await scene.broker.openOrders()).toEqual([]);
    },
  },
  {
    says: "cancels everything that is open",
    run: async ({ scene, desk }) => {
      const ids = [await desk.send(), await desk.send({ limitPrice: "91" })];
      expect(await scene.broker.cancelAll()).toBe(2);
      await scene.wait(MINUTE_MS);
      for (const id of ids) expect(await desk.life(id)).toEqual(["accepted", "canceled"]);
    },
  },
  {
    says: "lets a fill win that was faster than the cancel",
    run: async ({ scene, desk }) => {
      const id = await desk.send();
      await scene.fillBeforeCancel(id, "89.5");
      await scene.wait(MINUTE_MS);
      expect((await desk.history(id)).filter(({ kind }) => kind === "fill")).toHaveLength(1);
      expect((await scene.broker.findOrder(id))?.state).toBe("filled");
      expect(await desk.held()).toEqual({ AAPL: "10" });
    },
  },
  {
    says: "tells no cancel that is not confirmed",
    run: async ({ scene, desk }) => {
      const id = await desk.send();
      scene.ignoreCancels();
      await scene.broker.cancel(id);
      await scene.wait(MINUTE_MS);
      expect(await desk.life(id)).toEqual(["accepted"]);
      expect(await scene.broker.openOrders()).toHaveLength(1);
      scene.heal();
      await scene.broker.cancel(id);
      await scene.wait(MINUTE_MS);
      expect(await desk.life(id)).toEqual(["accepted", "canceled"]);
    },
  },
  {
    says: "trades an immediate order in part, and a fill-or-kill order whole or not at all",
    run: async ({ scene, desk }) => {
      await scene.market("99.99", "100.01", "4");
      const part = await desk.send({ limitPrice: "101", timeInForce: "ioc" });
      expect((await desk.life(part)).map((step) => step.split(" at ")[0])).toEqual([
        "accepted",
        "fill 4",
        "canceled",
      ]);
      await scene.market("99.99", "100.01", "4");
      const none = await desk.send({ limitPrice: "101", timeInForce: "fok" });
      expect(await desk.life(none)).toEqual(["accepted", "canceled"]);
      await scene.market("99.99", "100.01", "10");
      const whole = await desk.send({ limitPrice: "101", timeInForce: "fok" });
      expect((await scene.broker.findOrder(whole))?.state).toBe("filled");
    },
  },
];
