import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig, parseConfig } from "./load-config.ts";

const SHIPPED = readFileSync("quarterdeck.yaml", "utf8");

/** The faults of the shipped file after one line of it was exchanged, as "line: problem". */
function faultsOf(text: string): string[] {
  try {
    parseConfig(text);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(({ line, problem }) => `${line}: ${problem}`);
  }
}
const exchange = (line: string, other: string) => {
  expect(SHIPPED).toContain(line);
  return SHIPPED.replace(line, other);
};
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split("\n").length;

describe("quarterdeck.yaml", () => {
  it("is understood as it is shipped", () => {
    expect(faultsOf(SHIPPED)).toEqual([]);
  });

  it.each([
    ["an unknown key at the top", "market:", "markets: {}\nmarket:", "markets", /unknown key "markets"/],
    [
      "an unknown key inside",
      "  port: 4600",
      "  port: 4600\n  tls: true",
      "tls",
      /unknown key "tls" in server/,
    ],
    ["a port that cannot be", "  port: 4600", "  port: 70000", "port", /server\.port/],
    ["a port in words", "  port: 4600", "  port: often", "port", /server\.port.*number/],
    ["a time without a unit", "every: 5s", "every: 5", "every: 5", /schedules\.0\.every/],
    ["a time that is no time", "every: 5s", "every: 5 seconds", "every: 5 s", /such as 30s/],
    ["a time that is too short", "every: 5s", "every: 1ms", "every: 1ms", /between 100ms and 24h/],
    ["a task nobody does", "do: expireApprovals", "do: buyLow", "buyLow", /schedules\.0\.do.*markPositions/],
    [
      "an event that never happens",
      "on: article.received",
      "on: article.eaten",
      "article.eaten",
      /flows\.0\.on.*order\.proposed/,
    ],
    [
      "a flow nobody does",
      "do: generateSignals",
      "do: getRich",
      "getRich",
      /flows\.0\.do.*proposeFromSignals/,
    ],
    ["a component that is none", "  - bookkeeper", "  - oracle", "- oracle", /components\.3.*scheduler/],
    ["negative cash", 'cash: "100000"', 'cash: "-1"', "cash", /account\.cash/],
    ["the same key twice", "  seed: 3", "  seed: 3\n  seed: 4", "seed: 4", /unique/],
  ])("refuses %s and says on which line", (_what, line, other, at, problem) => {
    const text = exchange(line, other);
    const faults = faultsOf(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${lineOf(text, at)}: `));
    expect(faults[0]).toMatch(problem);
  });

  it("names every fault at once", () => {
    const text = exchange("  port: 4600", "  port: 70000").replace("do: expireApprovals", "do: buyLow");
    expect(faultsOf(text)).toHaveLength(2);
  });

  it("says where broken YAML breaks", () => {
    expect(faultsOf('server:\n  host: "unclosed\n')[0]).toMatch(/^\d+: /);
  });

  it("says what is missing when it is empty", () => {
    expect(faultsOf("").join()).toMatch(/server.*account.*market.*components/s);
  });

  it("is asked for by name when it is not there", () => {
    expect(() => loadConfig("/nowhere/desk.yaml")).toThrow(
      /no configuration at \/nowhere\/desk\.yaml.*QUARTERDECK_CONFIG/,
    );
  });
});
