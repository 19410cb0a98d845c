import { ManualClock } from "#core/model";
import { type AlpacaStandIn, openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import { AlpacaBroker, type AlpacaOptions } from "../alpaca/alpaca.ts";
import type { Broker } from "../broker.ts";
import { ACCOUNT } from "./a-clearance.ts";
import type { BrokerScene } from "./broker-scene.ts";

export interface AlpacaScene extends BrokerScene {
  alpaca: AlpacaStandIn;
}

/** No test waits for what a person would wait for. */
const QUICK = { answerMs: 150, queueMs: 0, pingMs: 40, pongMs: 40, reconnectMs: 5 } as const;
const FOR_EVER = 1_000_000;

/** The Alpaca adapter with its official client, over real sockets, before a stand-in of the service. */
export async function alpacaScene(changes: Partial<AlpacaOptions> = {}): Promise<AlpacaScene> {
  const clock = new ManualClock("2026-11-24T15:00:00.000Z");
  const alpaca = await openAlpaca({ seed: 7, clock });
  const start = async () => {
    const broker = new AlpacaBroker({
      environment: "paper",
      account: ACCOUNT,
      url: alpaca.url,
      keyId: STAND_IN_KEY.id,
      secretKey: STAND_IN_KEY.secret,
      clock,
      source: "simulated",
      ...changes,
      timings: { ...QUICK, ...changes.timings },
    });
    await broker.open();
    await alpaca.until(() => alpaca.stream.listening === 1);
    await alpaca.stream.drained();
    return broker;
  };
  let broker = await start();
  const scene: AlpacaScene = {
    alpaca,
    get broker(): Broker {
      return broker;
    },
    clock,
    async market(bid, ask, size) {
      alpaca.setQuote("AAPL", bid, ask, size === undefined ? {} : { bidSize: size, askSize: size });
      await alpaca.stream.drained();
    },
    async wait(ms) {
      clock.advance(ms);
      alpaca.tick();
      await alpaca.stream.drained();
      await broker.tick();
    },
    spoilAnswer(fault) {
      if (fault === "accepts, then is silent") alpaca.fail("POST /v2/orders", { kind: "hang", isDone: true });
      if (fault === "breaks off before it accepts") alpaca.fail("POST /v2/orders", { kind: "drop" });
      if (fault === "accepts, then fails")
        alpaca.fail("POST /v2/orders", { kind: "answer", status: 500, body: "oops", isDone: true });
    },
    rejectNext() {
      const body = JSON.stringify({ code: 40310000, message: "insufficient buying power" });
      alpaca.fail("POST /v2/orders", { kind: "answer", status: 403, body });
    },
    spoilTelling(fault) {
      if (fault === "loses") alpaca.stream.misbehave({ lose: FOR_EVER });
      if (fault === "repeats") alpaca.stream.misbehave({ repeat: FOR_EVER });
      if (fault === "reorders") alpaca.stream.misbehave({ reorder: FOR_EVER });
    },
    ignoreCancels() {
      alpaca.engine.holdsChanges = true;
    },
    heal() {
      alpaca.heal();
    },
    async foreignOrder() {
      const order = { symbol: "AAPL", qty: "1", side: "buy", type: "limit", time_in_force: "day" } as const;
      alpaca.placeByHand({ ...order, limit_price: "50" });
      await alpaca.stream.drained();
    },
    async bust({ executionId }) {
      const [orderId = "", cumulative] = executionId.split("@");
      const execution = alpaca.engine
        .byId(orderId)
        ?.executions.find((one) => one.cumulative.toFixed() === cumulative);
      alpaca.engine.bust(execution?.id ?? "");
      await alpaca.stream.drained();
    },
    async fillBeforeCancel(clientOrderId, price) {
      alpaca.engine.holdsChanges = true;
      await broker.cancel(clientOrderId);
      await scene.market(price, price);
      alpaca.engine.holdsChanges = false;
      alpaca.engine.settleCancels();
      await alpaca.stream.drained();
    },
    async restart() {
      await broker.close();
      await alpaca.until(() => alpaca.stream.listening === 0);
      broker = await start();
    },
    async close() {
      await broker.close();
      await alpaca.close();
    },
  };
  return scene;
}
