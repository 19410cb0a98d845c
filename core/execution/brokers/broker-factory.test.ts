import { describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import { type BrokerChoice, type BrokerDeps, choiceFlaws, openBroker } from "./broker-factory.ts";
import { memoryJournal } from "./simulation-journal.ts";

const PAPER_KEY = { keyId: "PK123", secretKey: "s" };
const LIVE_KEY = { keyId: "AK123", secretKey: "s" };
const choice = (changes: Partial<BrokerChoice>): BrokerChoice => ({
  kind: "alpaca",
  environment: "paper",
  account: "paper",
  url: null,
  allowsLive: false,
  ...changes,
});
const deps = (changes: Partial<BrokerDeps> = {}): BrokerDeps => ({
  simulation: { clock: new ManualClock("2026-11-24T15:00:00Z"), journal: memoryJournal() },
  keys: null,
  durabilityFlaws: async () => [],
  ...changes,
});

describe("the choice of a broker", () => {
  it.each([
    ["the simulation in sim", choice({ kind: "simulation", environment: "sim" }), null],
    ["Alpaca's paper account", choice({}), PAPER_KEY],
    ["its own address said aloud", choice({ url: "https://paper-api.alpaca.markets" }), PAPER_KEY],
    ["a stand-in on loopback", choice({ url: "http://127.0.0.1:4711" }), PAPER_KEY],
    ["live where it is allowed", choice({ environment: "live", allowsLive: true }), LIVE_KEY],
  ])("holds together: %s", (_case, chosen, keys) => {
    expect(choiceFlaws(chosen, keys)).toEqual([]);
  });

  it.each([
    ["no key", choice({}), null, "APCA_API_KEY_ID"],
    ["a live key for paper", choice({}), LIVE_KEY, "begin with PK"],
    ["a paper key for live", choice({ environment: "live", allowsLive: true }), PAPER_KEY, "begin with AK"],
    ["the live address for paper", choice({ url: "https://api.alpaca.markets" }), PAPER_KEY, "neither"],
    [
      "the paper address for live",
      choice({ environment: "live", allowsLive: true, url: "https://paper-api.alpaca.markets" }),
      LIVE_KEY,
      "neither",
    ],
    [
      "live at a stand-in",
      choice({ environment: "live", allowsLive: true, url: "http://127.0.0.1:1" }),
      LIVE_KEY,
      "neither",
    ],
    ["a look-alike host", choice({ url: "https://paper-api.alpaca.markets.example" }), PAPER_KEY, "neither"],
    ["a host that begins like loopback", choice({ url: "http://127.0.0.1.example" }), PAPER_KEY, "neither"],
    ["live that nobody allowed", choice({ environment: "live" }), LIVE_KEY, "allowLive"],
    ["Alpaca in sim", choice({ environment: "sim" }), PAPER_KEY, "not sim"],
    ["a simulation called live", choice({ kind: "simulation", environment: "live" }), null, "simulated"],
  ])("is refused: %s", (_case, chosen, keys, words) => {
    expect(choiceFlaws(chosen, keys).join("; ")).toContain(words);
  });

  it("opens nothing for a choice that does not hold together, and names every fault", async () => {
    const chosen = choice({ environment: "live", url: "http://127.0.0.1:1" });
    const opening = openBroker(
      chosen,
      deps({ keys: PAPER_KEY, durabilityFlaws: async () => ["fsync is off"] }),
    );
    await expect(opening).rejects.toThrow(/begin with AK.*neither.*not enabled.*fsync is off/);
  });

  it("opens the simulation without a key", async () => {
    const broker = await openBroker(choice({ kind: "simulation", environment: "sim" }), deps());
    expect([broker.name, broker.source]).toEqual(["simulation", "simulated"]);
  });

  it("refuses to start when Alpaca refuses the key, without saying it", async () => {
    const alpaca = await openAlpaca();
    alpaca.isRevoked = true;
    const keys = { keyId: STAND_IN_KEY.id, secretKey: STAND_IN_KEY.secret };
    const error = await openBroker(choice({ url: alpaca.url }), deps({ keys })).catch(
      (thrown: unknown) => thrown,
    );
    await alpaca.close();
    expect(error).toMatchObject({ code: "BROKER_KEY_REFUSED", kind: "conflict" });
    expect(JSON.stringify(error) + String(error)).not.toContain(STAND_IN_KEY.secret);
  });

  it("comes up though Alpaca cannot be reached, and then knows nothing of any order", async () => {
    const keys = { keyId: STAND_IN_KEY.id, secretKey: STAND_IN_KEY.secret };
    const broker = await openBroker(choice({ url: "http://127.0.0.1:9" }), deps({ keys }));
    expect(broker.health()).toMatchObject({ status: "warning" });
    await expect(broker.eventsAfter(0)).rejects.toThrow("cannot be asked now");
    await broker.close();
  });
});
