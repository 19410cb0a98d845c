import { describe, expect, it } from "vitest";
import { importsOf, ROOT, readSource, sourcesIn } from "./sources.ts";

const CLIENT = "@alpacahq/alpaca-trade-api";
const ADAPTER = "core/execution/brokers/alpaca/";
/** What a broker can be told over the network; the adapter alone may say it. */
const BROKER_ADDRESS = /api\.alpaca\.markets/;
const KEY_NAMES = /APCA_API_(?:KEY_ID|SECRET_KEY)/;

const files = sourcesIn(ROOT).filter((file) => file.endsWith(".ts") || file.endsWith(".tsx"));
const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file);

describe("the way to a broker", () => {
  it("is one adapter: nothing else imports the broker's client", () => {
    const importers = files.filter((file) =>
      importsOf(readSource(ROOT, file)).some(({ specifier }) => specifier.startsWith(CLIENT)),
    );
    expect(importers.length).toBeGreaterThan(0);
    expect(importers.filter((file) => !file.startsWith(ADAPTER))).toEqual([]);
  });

  it("is known by its address to the adapter alone", () => {
    const knowing = files.filter((file) => !isTest(file) && BROKER_ADDRESS.test(readSource(ROOT, file)));
    expect(knowing.filter((file) => !file.startsWith(ADAPTER) && !file.startsWith("stand-ins/"))).toEqual([]);
  });

  it("opens with a key that only the environment's reader and what explains it name", () => {
    const naming = files.filter((file) => !isTest(file) && KEY_NAMES.test(readSource(ROOT, file)));
    expect(naming.sort()).toEqual([
      "core/execution/brokers/alpaca/alpaca.ts",
      "core/execution/brokers/broker-factory.ts",
      "runtime/config/environment.ts",
    ]);
  });
});
