import { type BrokerEvent, ManualClock } from "#core/model";
import { SimulationBroker } from "../simulation.ts";
import { NO_FAULTS } from "../simulation-faults.ts";
import { memoryJournal } from "../simulation-journal.ts";
import type { Level } from "../simulation-market.ts";
import type { SimulationSession } from "../simulation-session.ts";
import type { AnswerFault, BrokerScene, TellingFault } from "./broker-scene.ts";

/** New York's hours in winter: the session from 14:30 to 21:00 UTC, four hours after it, and before it from 9:00. */
function winterHours(_symbol: string, at: string): SimulationSession {
  const hour = Number(at.slice(11, 13)) + Number(at.slice(14, 16)) / 60;
  const isNight = hour < 1;
  const day = isNight ? new Date(Date.parse(at) - 86_400_000).toISOString().slice(0, 10) : at.slice(0, 10);
  if (hour >= 14.5 && hour < 21) return { phase: "regular", day };
  if (hour >= 21 || isNight) return { phase: "after", day };
  return { phase: hour >= 9 ? "pre" : "closed", day };
}

const ANSWERS = {
  "accepts, then is silent": "acceptThenHang",
  "accepts, then fails": "acceptThenFail",
  "breaks off before it accepts": "failBeforeAccept",
} as const;
const TELLINGS = { loses: "dropEvent", repeats: "repeatEvent", reorders: "reorderEvent" } as const;

/** The simulation in memory: nothing of it takes time. */
export class SimulationScene implements BrokerScene {
  readonly clock = new ManualClock("2026-11-24T15:00:00.000Z");
  readonly #journal = memoryJournal();
  #bids: Level[] = [];
  #asks: Level[] = [];
  broker = this.#newBroker();

  async market(bid: string, ask: string, size?: string): Promise<void> {
    this.#bids = [{ price: bid, size: size ?? null }];
    this.#asks = [{ price: ask, size: size ?? null }];
    await this.broker.tick();
  }

  async wait(ms: number): Promise<void> {
    this.clock.advance(ms);
    await this.broker.tick();
  }

  spoilAnswer(fault: AnswerFault): void {
    this.broker.faults[ANSWERS[fault]] = 1;
  }

  rejectNext(): void {
    this.broker.faults.reject = 1;
  }

  spoilTelling(fault: TellingFault): void {
    this.broker.faults[TELLINGS[fault]] = 1;
  }

  ignoreCancels(): void {
    this.broker.faults.ignoreCancel = 1;
  }

  heal(): void {
    Object.assign(this.broker.faults, NO_FAULTS);
  }

  async foreignOrder(): Promise<void> {
    this.broker.receiveForeign({
      brokerOrderId: "by-hand-1",
      clientOrderId: "by hand",
      symbol: "AAPL",
      side: "buy",
      quantity: "1",
      filledQuantity: "0",
      type: "limit",
      limitPrice: "50",
      submittedAt: this.clock.now().toISOString(),
    });
  }

  async bust({ executionId }: Extract<BrokerEvent, { kind: "fill" }>): Promise<void> {
    this.broker.bust(executionId, "traded by mistake");
  }

  async fillBeforeCancel(clientOrderId: string): Promise<void> {
    this.broker.faults.fillAfterCancel = 1;
    await this.broker.cancel(clientOrderId);
    this.heal();
  }

  async restart(): Promise<void> {
    this.broker = this.#newBroker();
  }

  close(): Promise<void> {
    return this.broker.close();
  }

  #newBroker(): SimulationBroker {
    return new SimulationBroker({
      clock: this.clock,
      journal: this.#journal,
      session: winterHours,
      market: {
        now: async () => ({ bids: this.#bids, asks: this.#asks, traded: [], source: "simulated" }),
      },
      random: () => 0,
    });
  }
}

export const simulationScene = async (): Promise<BrokerScene> => new SimulationScene();
