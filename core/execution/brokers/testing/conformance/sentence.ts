import type { BrokerScene, SceneDesk } from "../broker-scene.ts";

/** What a sentence is told about: a broker in its scene, and a desk that sends to it. */
export interface Told {
  scene: BrokerScene;
  desk: SceneDesk;
}

/** One thing every broker does. The market stands at 99.99 to 100.01, at 15:00 UTC on a trading day. */
export interface Sentence {
  says: string;
  run(told: Told): Promise<void>;
}

/** Changes that make the plain order one at the market, and one that sells at it. */
export const MARKET = { type: "market", limitPrice: "101" } as const;
export const SELL = { side: "sell", limitPrice: "80" } as const;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
