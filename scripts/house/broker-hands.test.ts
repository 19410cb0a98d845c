import { describe, expect, it } from "vitest";
import { importsOf, ROOT, readSource, sourcesIn } from "./sources.ts";

const CLIENT = "@alpacahq/alpaca-trade-api";
const ADAPTER = "core/execution/brokers/alpaca/";
/** The same vendor tells market data; there the client's trading half is let go of, and no order can be placed. */
const COLLECTOR = "core/market-data/collectors/alpaca/";
/** The one file there that knows the account's host, to read who an instrument is. */
const ASSETS = `${COLLECTOR}assets.ts`;
/** What a broker can be told over the network; the adapter alone may say it. */
const BROKER_ADDRESS = /api\.alpaca\.markets/;
const KEY_NAMES = /APCA_API_(?:KEY_ID|SECRET_KEY)/;

const files = sourcesIn(ROOT).filter((file) => file.endsWith(".ts") || file.endsWith(".tsx"));
const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file);

describe("the way to a broker", () => {
  it("is one adapter: nothing else imports the broker's client, but for market data", () => {
    const importers = files.filter((file) =>
      importsOf(readSource(ROOT, file)).some(({ specifier }) => specifier.startsWith(CLIENT)),
    );
    expect(importers.length).toBeGreaterThan(0);
    expect(importers.filter((file) => !file.startsWith(ADAPTER) && !file.startsWith(COLLECTOR))).toEqual([]);
  });

  it("does not lead through market data: nothing there names the client's trading half or sends anything", () => {
    const there = files.filter((file) => file.startsWith(COLLECTOR) && !isTest(file));
    expect(there).toContain(ASSETS);
    const TRADING = /\.trading\b|\btrading,|submitAndWait|["'`](?:POST|PATCH|PUT|DELETE)["'`]|\/v2\/orders/;
    expect(there.filter((file) => TRADING.test(readSource(ROOT, file)))).toEqual([]);
    expect(readSource(ROOT, ASSETS)).toMatch(/\.getJson\(/);
    expect(readSource(ROOT, ASSETS)).not.toMatch(/\.fetch\b/);
  });

  it("is known by its address to the adapter, and to the reader of assets", () => {
    const knowing = files.filter((file) => !isTest(file) && BROKER_ADDRESS.test(readSource(ROOT, file)));
    const others = knowing.filter((file) => !file.startsWith(ADAPTER) && !file.startsWith("stand-ins/"));
    expect(others).toEqual([ASSETS]);
  });

  it("opens with a key that only the environment's reader and what explains it name", () => {
    const naming = files.filter((file) => !isTest(file) && KEY_NAMES.test(readSource(ROOT, file)));
    expect(naming.sort()).toEqual([
      "core/execution/brokers/alpaca/alpaca.ts",
      "core/execution/brokers/broker-factory.ts",
      "runtime/config/environment.ts",
      "runtime/config/vendor-keys.ts",
      "runtime/vendors.ts",
      "stand-ins/main.ts",
    ]);
  });
});
