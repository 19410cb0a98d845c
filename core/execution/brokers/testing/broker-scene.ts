import type { BrokerEvent, ManualClock, OrderTerms } from "#core/model";
import type { Broker } from "../broker.ts";
import { aClearance, someTerms } from "./a-clearance.ts";

/** How the next answer to a new order goes wrong. */
export type AnswerFault = "accepts, then is silent" | "accepts, then fails" | "breaks off before it accepts";
/** How what happens next is told wrongly. */
export type TellingFault = "loses" | "repeats" | "reorders";

/** A broker with a market and faults that a test can move, whatever it is made of. */
export interface BrokerScene {
  broker: Broker;
  clock: ManualClock;
  /** The market stands here now, with so much shown on each side, and the broker has met it. */
  market(bid: string, ask: string, size?: string): Promise<void>;
  /** Time passes, and the broker notices. */
  wait(ms: number): Promise<void>;
  /** The next order's answer goes wrong. */
  spoilAnswer(fault: AnswerFault): void;
  rejectNext(): void;
  /** Everything told from now on is told wrongly, until `heal`. */
  spoilTelling(fault: TellingFault): void;
  /** Cancels are taken and not confirmed, until `heal`. */
  ignoreCancels(): void;
  heal(): void;
  /** Somebody else sends an order to the account. */
  foreignOrder(): Promise<void>;
  /** The venue takes one of the executions back. */
  bust(event: Extract<BrokerEvent, { kind: "fill" }>): Promise<void>;
  /** A cancel is on its way when the order fills. */
  fillBeforeCancel(clientOrderId: string, price: string): Promise<void>;
  /** The process ends, and another one asks the same broker. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What a test says to a scene. */
export class SceneDesk {
  readonly scene: BrokerScene;
  #wishes = 0;

  constructor(scene: BrokerScene) {
    this.scene = scene;
  }

  /** Sends an order as the executor does. @returns its id */
  async send(changes: Partial<OrderTerms> = {}): Promise<string> {
    const { cleared, id } = this.clear(changes);
    await this.scene.broker.submit(cleared);
    await this.scene.wait(0);
    return id;
  }

  clear(changes: Partial<OrderTerms> = {}, wish = `wish ${++this.#wishes}`) {
    return aClearance(someTerms(changes), wish, this.scene.clock.now());
  }

  async history(id?: string): Promise<BrokerEvent[]> {
    const { events } = await this.scene.broker.eventsAfter(0);
    return id === undefined ? events : events.filter(({ clientOrderId }) => clientOrderId === id);
  }

  /** An order's life in words: "accepted", "fill 4 at 99", "canceled". */
  async life(id: string): Promise<string[]> {
    return (await this.history(id)).map((event) =>
      event.kind === "fill" ? `fill ${event.quantity} at ${event.price}` : event.kind,
    );
  }

  async held(): Promise<Record<string, string>> {
    const positions = await this.scene.broker.positions();
    return Object.fromEntries(positions.map(({ symbol, quantity }) => [symbol, quantity]));
  }
}
