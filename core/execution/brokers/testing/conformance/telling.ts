import { expect } from "vitest";
import type { BrokerEvent } from "#core/model";
import type { TellingFault } from "../broker-scene.ts";
import { MARKET, MINUTE_MS, SELL, type Sentence, type Told } from "./sentence.ts";

const told = (events: readonly BrokerEvent[]) =>
  events
    .map((event) => `${event.clientOrderId} ${event.kind} ${event.kind === "fill" ? event.executionId : ""}`)
    .sort();

const FAULTS: readonly TellingFault[] = ["loses", "repeats", "reorders"];

/** What is told may be lost, repeated, out of order or told to another process. */
export const TELLING: readonly Sentence[] = [
  ...FAULTS.map((fault) => ({
    says: `has every event once in its history though it ${fault} what it tells`,
    run: async ({ scene, desk }: Told) => {
      scene.spoilTelling(fault);
      const id = await desk.send({ limitPrice: "95" });
      await scene.market("94", "94.5", "4");
      await scene.market("94", "94.4");
      const other = await desk.send();
      await scene.broker.cancel(other);
      await scene.wait(MINUTE_MS);
      expect((await desk.life(id)).map((step) => step.split(" at ")[0]).sort()).toEqual([
        "accepted",
        "fill 4",
        "fill 6",
      ]);
      expect(await desk.life(other)).toEqual(["accepted", "canceled"]);
      const history = told(await desk.history());
      expect(history).toEqual([...new Set(history)]);
    },
  })),
  {
    says: "tells listeners what its history says",
    run: async ({ scene, desk }) => {
      const heard: BrokerEvent[] = [];
      const stop = scene.broker.subscribe((event) => heard.push(event));
      await desk.send(MARKET);
      await scene.wait(MINUTE_MS);
      expect(told(heard)).toEqual(told(await desk.history()));
      stop();
      await desk.send({ ...MARKET, quantity: "1" });
      await scene.wait(MINUTE_MS);
      expect(heard).toHaveLength(2);
    },
  },
  {
    says: "goes on from a cursor without a gap and without a repeat",
    run: async ({ scene, desk }) => {
      await desk.send(MARKET);
      const { cursor } = await scene.broker.eventsAfter(0);
      await desk.send();
      const next = await scene.broker.eventsAfter(cursor);
      expect(next.events.map(({ kind }) => kind)).toEqual(["accepted"]);
      expect((await scene.broker.eventsAfter(next.cursor)).events).toEqual([]);
    },
  },
  {
    says: "tells another process the same story with the same execution ids",
    run: async ({ scene, desk }) => {
      await desk.send({
        ...MARKET,
        orderClass: "bracket",
        takeProfit: { limitPrice: "120" },
        stopLoss: { stopPrice: "90", limitPrice: "85" },
      });
      await scene.market("100", "100.02");
      await scene.market("121", "121.02");
      const id = await desk.send();
      await scene.broker.cancel(id);
      await scene.wait(MINUTE_MS);
      const before = told(await desk.history());
      await scene.restart();
      expect(told(await desk.history())).toEqual(before);
      expect(await scene.broker.findOrder(id)).toMatchObject({ state: "canceled" });
    },
  },
  {
    says: "keeps a trailing stop's best price over a restart",
    run: async ({ scene, desk }) => {
      await desk.send(MARKET);
      const id = await desk.send({
        ...SELL,
        type: "trailing-stop",
        trail: { by: "price", amount: "10" },
        limitPrice: "50",
      });
      await scene.market("120", "120.02");
      await scene.restart();
      await scene.market("109", "109.02");
      expect((await scene.broker.findOrder(id))?.state).toBe("filled");
    },
  },
];
