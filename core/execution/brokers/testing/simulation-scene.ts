import { ManualClock } from "#core/model";
import type { Broker } from "../broker.ts";
import { SimulationBroker } from "../simulation.ts";
import { memoryJournal } from "../simulation-journal.ts";
import type { Level } from "../simulation-market.ts";
import type { SimulationSession } from "../simulation-session.ts";
import type { BrokerScene } from "./broker-scene.ts";

/** New York's hours in winter: the session from 14:30 to 21:00 UTC, four hours after it, and before it from 9:00. */
function winterHours(_symbol: string, at: string): SimulationSession {
  const hour = Number(at.slice(11, 13)) + Number(at.slice(14, 16)) / 60;
  const isNight = hour < 1;
  const day = isNight ? new Date(Date.parse(at) - 86_400_000).toISOString().slice(0, 10) : at.slice(0, 10);
  if (hour >= 14.5 && hour < 21) return { phase: "regular", day };
  if (hour >= 21 || isNight) return { phase: "after", day };
  return { phase: hour >= 9 ? "pre" : "closed", day };
}

/** The simulation in memory: nothing of it takes time. */
export async function simulationScene(): Promise<BrokerScene> {
  const clock = new ManualClock("2026-11-24T15:00:00.000Z");
  const journal = memoryJournal();
  const sides = { bids: [] as Level[], asks: [] as Level[] };
  const make = () =>
    new SimulationBroker({
      clock,
      journal,
      session: winterHours,
      market: { now: async () => ({ ...sides, traded: [], source: "simulated" }) },
      random: () => 0,
    });
  let simulation = make();
  const healthy = { ...simulation.faults };
  const scene: BrokerScene = {
    get broker(): Broker {
      return simulation;
    },
    clock,
    async market(bid, ask, size) {
      sides.bids = [{ price: bid, size: size ?? null }];
      sides.asks = [{ price: ask, size: size ?? null }];
      await simulation.tick();
    },
    async wait(ms) {
      clock.advance(ms);
      await simulation.tick();
    },
    spoilAnswer(fault) {
      const { faults } = simulation;
      if (fault === "accepts, then is silent") faults.acceptThenHang = 1;
      if (fault === "accepts, then fails") faults.acceptThenFail = 1;
      if (fault === "breaks off before it accepts") faults.failBeforeAccept = 1;
    },
    rejectNext() {
      simulation.faults.reject = 1;
    },
    spoilTelling(fault) {
      const { faults } = simulation;
      if (fault === "loses") faults.dropEvent = 1;
      if (fault === "repeats") faults.repeatEvent = 1;
      if (fault === "reorders") faults.reorderEvent = 1;
    },
    ignoreCancels() {
      simulation.faults.ignoreCancel = 1;
    },
    heal() {
      Object.assign(simulation.faults, healthy);
    },
    async foreignOrder() {
      simulation.receiveForeign({
        brokerOrderId: "by-hand-1",
        clientOrderId: "by hand",
        symbol: "AAPL",
        side: "buy",
        quantity: "1",
        filledQuantity: "0",
        type: "limit",
        limitPrice: "50",
        submittedAt: clock.now().toISOString(),
      });
    },
    async bust({ executionId }) {
      simulation.bust(executionId, "traded by mistake");
    },
    async fillBeforeCancel(clientOrderId) {
      simulation.faults.fillAfterCancel = 1;
      await simulation.cancel(clientOrderId);
      scene.heal();
    },
    async restart() {
      simulation = make();
    },
    close: () => simulation.close(),
  };
  return scene;
}
