import { type BrokerEvent, ManualClock } from "#core/model";
import { type AlpacaStandIn, openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import { AlpacaBroker, type AlpacaTimings } from "../alpaca/alpaca.ts";
import { ACCOUNT } from "./a-clearance.ts";
import type { AnswerFault, BrokerScene, TellingFault } from "./broker-scene.ts";

/** No test waits for what a person would wait for; a busy machine is no silent broker. */
const QUICK = { queueMs: 0, reconnectMs: 5 } as const;
const FOR_EVER = 1_000_000;
const NO_MONEY = JSON.stringify({ code: 40310000, message: "insufficient buying power" });

/** The Alpaca adapter with its official client, over real sockets, before a stand-in of the service. */
export class AlpacaScene implements BrokerScene {
  readonly clock: ManualClock;
  readonly alpaca: AlpacaStandIn;
  broker: AlpacaBroker;

  constructor(clock: ManualClock, alpaca: AlpacaStandIn) {
    this.clock = clock;
    this.alpaca = alpaca;
    this.broker = this.#newBroker();
  }

  async open(): Promise<void> {
    await this.broker.open();
    await this.alpaca.until(() => this.alpaca.stream.listening === 1);
    await this.alpaca.stream.drained();
  }

  async market(bid: string, ask: string, size?: string): Promise<void> {
    this.alpaca.setQuote("AAPL", bid, ask, size === undefined ? {} : { bidSize: size, askSize: size });
    await this.alpaca.stream.drained();
  }

  async wait(ms: number): Promise<void> {
    this.clock.advance(ms);
    this.alpaca.tick();
    await this.alpaca.stream.drained();
    await this.broker.tick();
  }

  spoilAnswer(fault: AnswerFault): void {
    const post = "POST /v2/orders";
    if (fault === "accepts, then is silent") this.alpaca.fail(post, { kind: "hang", isDone: true });
    if (fault === "breaks off before it accepts") this.alpaca.fail(post, { kind: "drop" });
    if (fault === "accepts, then fails")
      this.alpaca.fail(post, { kind: "answer", status: 500, body: "oops", isDone: true });
  }

  rejectNext(): void {
    this.alpaca.fail("POST /v2/orders", { kind: "answer", status: 403, body: NO_MONEY });
  }

  spoilTelling(fault: TellingFault): void {
    const [lose, repeat, reorder] = ["loses", "repeats", "reorders"].map((one) =>
      one === fault ? FOR_EVER : 0,
    );
    this.alpaca.stream.misbehave({ lose, repeat, reorder });
  }

  ignoreCancels(): void {
    this.alpaca.engine.holdsChanges = true;
  }

  heal(): void {
    this.alpaca.heal();
  }

  async foreignOrder(): Promise<void> {
    const order = { symbol: "AAPL", qty: "1", side: "buy", type: "limit", time_in_force: "day" } as const;
    this.alpaca.placeByHand({ ...order, limit_price: "50" });
    await this.alpaca.stream.drained();
  }

  async bust({ executionId }: Extract<BrokerEvent, { kind: "fill" }>): Promise<void> {
    const [orderId = "", cumulative] = executionId.split("@");
    const executions = this.alpaca.engine.byId(orderId)?.executions ?? [];
    const found = executions.find((execution) => execution.cumulative.toFixed() === cumulative);
    this.alpaca.engine.bust(found?.id ?? "");
    await this.alpaca.stream.drained();
  }

  async fillBeforeCancel(clientOrderId: string, price: string): Promise<void> {
    const { engine, stream } = this.alpaca;
    engine.holdsChanges = true;
    await this.broker.cancel(clientOrderId);
    await this.market(price, price);
    engine.holdsChanges = false;
    engine.settleCancels();
    await stream.drained();
  }

  /** @param timings other patience from now on */
  async restart(timings: Partial<AlpacaTimings> = {}): Promise<void> {
    await this.broker.close();
    await this.alpaca.until(() => this.alpaca.stream.listening === 0);
    this.broker = this.#newBroker(timings);
    await this.open();
  }

  async close(): Promise<void> {
    await this.broker.close();
    await this.alpaca.close();
  }

  #newBroker(timings: Partial<AlpacaTimings> = {}): AlpacaBroker {
    return new AlpacaBroker({
      environment: "paper",
      account: ACCOUNT,
      url: this.alpaca.url,
      keyId: STAND_IN_KEY.id,
      secretKey: STAND_IN_KEY.secret,
      clock: this.clock,
      source: "simulated",
      timings: { ...QUICK, ...timings },
    });
  }
}

export async function alpacaScene(): Promise<AlpacaScene> {
  const clock = new ManualClock("2026-11-24T15:00:00.000Z");
  const scene = new AlpacaScene(clock, await openAlpaca({ seed: 7, clock }));
  await scene.open();
  return scene;
}
