import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { readSettings, type Settings } from "./environment.ts";
import { ConfigError, parseConfig } from "./load-config.ts";
import { VENDOR_NAMES } from "./market-config.ts";
import { assertKeys, enabledVendors, withVendors } from "./vendor-keys.ts";

const SHIPPED = readFileSync("quarterdeck.yaml", "utf8");
const shipped = parseConfig(SHIPPED);

/** The shipped configuration with other words under `market`. */
function faultsWith(market: object): string[] {
  const whole = parse(SHIPPED);
  try {
    parseConfig(stringify({ ...whole, market: { seed: 3, ...market } }));
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(({ problem }) => problem);
  }
}

describe("the vendors of market data", () => {
  it("are all off as shipped, and when nothing is said of them", () => {
    expect(enabledVendors(shipped)).toEqual([]);
    expect(faultsWith({})).toEqual([]);
  });

  it("are switched on by the environment as well, and the rest of the configuration stays", () => {
    const on = withVendors(shipped, ["fred", "alpaca"]);
    expect(enabledVendors(on)).toEqual(["alpaca", "fred"]);
    expect(withVendors(on, [])).toBe(on);
    expect(on.market.vendors.alpaca.symbols).toEqual(shipped.market.vendors.alpaca.symbols);
  });

  const both = { enabled: true, symbols: ["KO", "JPM"], owns: ["KO"] };
  it.each([
    [
      "two owners of one instrument",
      { vendors: { alpaca: both, yahoo: both } },
      /KO is already owned by alpaca/,
    ],
    [
      "a vendor and an import that own the same",
      { vendors: { alpaca: both }, imports: [{ collector: "my-files", owns: ["KO"] }] },
      /imports\.0\.owns\.0: KO is already owned by alpaca/,
    ],
    ["an owner that does not collect", { vendors: { yahoo: { owns: ["KO"] } } }, /KO is owned but not among/],
    [
      "an import that bears a vendor's name",
      { imports: [{ collector: "yahoo", owns: [] }] },
      /yahoo is a vendor/,
    ],
    ["an unknown vendor", { vendors: { bloomberg: {} } }, /unknown key "bloomberg" in market\.vendors/],
    [
      "a key in the file",
      { vendors: { fred: { apiKey: "x" } } },
      /unknown key "apiKey" in market\.vendors\.fred/,
    ],
    ["a symbol that is none", { vendors: { yahoo: { symbols: ["^GSPC"] } } }, /symbols\.0.*ticker/],
    ["an interval that is none", { vendors: { yahoo: { intervals: ["2d"] } } }, /intervals\.0/],
    ["a day that is none", { vendors: { fred: { backfillFrom: "2016-02-30" } } }, /day of the calendar/],
    ["a series that is none", { vendors: { fred: { series: ["cpi"] } } }, /series id such as CPIAUCSL/],
  ])("may not have %s", (_what, market, problem) => {
    expect(faultsWith(market).join()).toMatch(problem);
  });

  it("may be named as owners twice while only one of them is switched on", () => {
    expect(faultsWith({ vendors: { alpaca: { ...both, enabled: false }, yahoo: both } })).toEqual([]);
  });
});

describe("the keys of vendors", () => {
  const settings = (env: Record<string, string>): Settings => readSettings(env);
  const all = withVendors(shipped, VENDOR_NAMES);

  it("are asked for together, each with the line that needs it", () => {
    const faults = () => assertKeys(all, settings({}));
    expect(faults).toThrow(ConfigError);
    expect(faults).toThrow(
      /line \d+: alpaca is switched on, but APCA_API_KEY_ID with APCA_API_SECRET_KEY is not/,
    );
    expect(faults).toThrow(/newsapi is switched on, but NEWSAPI_KEY.*fred is switched on, but FRED_API_KEY/s);
    expect(faults).not.toThrow(/yahoo/);
  });

  it("are not asked for where a vendor is off", () => {
    expect(() => assertKeys(shipped, settings({}))).not.toThrow();
    expect(() => assertKeys(withVendors(shipped, ["fred"]), settings({ FRED_API_KEY: "k" }))).not.toThrow();
  });

  it.each([
    [{ QUARTERDECK_VENDORS: "alpaca,bloomberg" }, /QUARTERDECK_VENDORS/],
    [{ YAHOO_URL: "yahoo" }, /YAHOO_URL: must be an address with http/],
    [{ ALPACA_STREAM_URL: "http://127.0.0.1:1" }, /ALPACA_STREAM_URL: must be an address with ws/],
    [{ REDIS_URL: "127.0.0.1:6379" }, /REDIS_URL: must be an address such as redis/],
    [{ QUARTERDECK_WEBHOOK_SECRET: "hunter2" }, /QUARTERDECK_WEBHOOK_SECRET: must be at least 32/],
  ])("and addresses that cannot be used are named without being told: %j", (env, words) => {
    expect(() => readSettings(env)).toThrow(words);
    expect(() => readSettings(env)).not.toThrow(/hunter2/);
  });
});
