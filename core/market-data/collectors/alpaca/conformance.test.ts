import { ManualClock } from "#core/model";
import { openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import { collectorConformance, type SceneOptions } from "../testing/index.ts";
import { alpacaCollector } from "./index.ts";
import { casesOf } from "./testing/cases.ts";

/** After the close, so that the newest of everything stays the same while waits move the clock. */
const NOW = "2026-11-24T22:30:20.000Z";

collectorConformance("Alpaca", async ({ timeoutMs }: SceneOptions) => {
  const clock = new ManualClock(NOW);
  const alpaca = await openAlpaca({ seed: 3, clock, rateLimit: 100_000 });
  const { url, market } = alpaca;
  const collector = alpacaCollector({
    keyId: STAND_IN_KEY.id,
    secretKey: STAND_IN_KEY.secret,
    clock,
    dataUrl: url,
    streamUrl: url.replace("http", "ws"),
    pageRows: 100,
    timeoutMs,
    callsPerMinute: 100_000,
    timings: { watchMs: 20 },
    random: () => 0.5,
    sleep: async (ms, signal) => {
      if (!signal?.aborted) clock.advance(ms);
    },
  });

  return {
    collector,
    clock,
    cases: casesOf(market.world),
    fail: (match, fault, times) => market.fail(match, fault, times),
    heal: () => alpaca.heal(),
    callCount: () => alpaca.calls.length,
    line: {
      wish: { statuses: ["KO", "JPM"], bands: ["KO", "JPM"] },
      happen: async () => {
        market.limits("KO", { d: 57, u: 63 });
        market.status("JPM", { sc: "H", sm: "Trading Halt" });
        await market.stream.drained();
        const at = clock.now().toISOString();
        return [`band KO ${at} 57 63`, `status JPM ${at} halted H`];
      },
    },
    refuseKey: () => {
      alpaca.isRevoked = true;
    },
    close: async () => {
      await collector.close();
      await alpaca.close();
    },
  };
});
