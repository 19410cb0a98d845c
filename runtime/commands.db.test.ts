import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, run, saying, start } from "./testing/command.ts";

let home: string;
let env: Record<string, string>;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "quarterdeck-commands-"));
  env = { QUARTERDECK_HOME: home, QUARTERDECK_PORT: String(await freePort()) };
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const errorOf = (stderr: string) =>
  JSON.parse(stderr).error as Record<"code" | "what" | "why" | "fix", string>;

describe("a start that cannot be", () => {
  it.each<[string, () => [string[], Record<string, string>], RegExp]>([
    ["a flag nobody knows", () => [["--live"], {}], /"--live" is not a flag/],
    ["a variable that is wrong", () => [[], { QUARTERDECK_PORT: "often" }], /QUARTERDECK_PORT/],
    [
      "a folder that cannot be",
      () => [[], { QUARTERDECK_HOME: "/dev/null/desk" }],
      /folder \/dev\/null\/desk.*QUARTERDECK_HOME/s,
    ],
    [
      "an address that is none",
      () => [[], { DATABASE_URL: "my database" }],
      /DATABASE_URL is not a Postgres address/,
    ],
    [
      "a server that is not there",
      () => [[], { DATABASE_URL: "postgres://a:hunter2@127.0.0.1:1/x" }],
      /Nothing listens there/,
    ],
    [
      "a key nobody knows",
      () => {
        const file = join(home, "other.yaml");
        writeFileSync(
          file,
          readFileSync("quarterdeck.yaml", "utf8").replace("market:", "riskless: true\nmarket:"),
        );
        return [[`--config=${file}`], {}];
      },
      /line 12: unknown key "riskless"/,
    ],
  ])("says what, why and what to do: %s", async (_what, given, words) => {
    const [flags, own] = given();
    const { code, stdout, stderr } = await run(["start", ...flags], { ...env, ...own });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toContain("hunter2");
  });
});

describe("the command line beside a running desk", () => {
  it("joins it, is refused in plain words, and works on alone when it has ended", async () => {
    const desk = start(["start"], env);
    await saying(desk, /is ready/);
    const quote = await run(["op", "getQuote", "-"], env, '{"symbol":"apple"}');
    expect([quote.code, quote.stderr]).toEqual([0, ""]);
    expect(JSON.parse(quote.stdout).quote).toMatchObject({ symbol: "AAPL", source: "simulated" });

    const second = await run(["start"], env);
    expect(second.code).toBe(75);
    expect(second.stderr).toMatch(/already open in process \d+\..*QUARTERDECK_HOME/s);
    const other = await run(["start"], { ...env, QUARTERDECK_HOME: join(home, "other") });
    expect(other.code).toBe(75);
    expect(other.stderr).toMatch(/already listens on 127\.0\.0\.1:\d+.*QUARTERDECK_PORT/s);

    const health = await (await fetch(`http://127.0.0.1:${env.QUARTERDECK_PORT}/health`)).json();
    expect(health.checks.map((check: { name: string }) => check.name)).toEqual(
      expect.arrayContaining(["database", "gate", "component executor", "component server"]),
    );
    const ended = new Promise((resolve) => desk.on("exit", resolve));
    desk.kill("SIGTERM");
    expect(await ended).toBe(0);
    const alone = await run(["op", "getPortfolio", "{}"], env);
    expect([alone.code, JSON.parse(alone.stdout).cash]).toEqual([0, "100000"]);
  }, 180_000);

  it.each<[string, string[], string, RegExp]>([
    ["an operation nobody knows", ["listAprovals"], "NOT_FOUND", /listApprovals/],
    ["a verb of our own processes", ["placeOrder", "{}"], "NOT_FOUND", /belongs to the desk's own processes/],
    [
      "JSON that breaks off",
      ["proposeOrder", '{"symbol":"KO",'],
      "INVALID_INPUT",
      /not JSON.*position 15|not JSON.*end of JSON/s,
    ],
    ["a name that is none", ["getQuote", '{"symbol":"APLE"}'], "INVALID_INPUT", /AAPL/],
    [
      "a negative quantity",
      ["proposeOrder", '{"symbol":"KO","side":"buy","quantity":"-5"}'],
      "INVALID_INPUT",
      /quantity/,
    ],
    [
      "a quantity that is none",
      ["proposeOrder", '{"symbol":"KO","side":"buy","quantity":"NaN"}'],
      "INVALID_INPUT",
      /quantity/,
    ],
    [
      "a key too many",
      ["proposeOrder", '{"symbol":"KO","side":"buy","quantity":"1","force":true}'],
      "INVALID_INPUT",
      /force/,
    ],
  ])("refuses %s as JSON on stderr", async (_what, args, code, words) => {
    const ended = await run(["op", ...args], env);
    expect([ended.code, ended.stdout]).toEqual([1, ""]);
    const error = errorOf(ended.stderr);
    expect(error.code).toBe(code);
    expect(`${error.what} ${error.why} ${error.fix}`).toMatch(words);
  });

  it("refuses input without end", async () => {
    const ended = await run(["op", "remember", "-"], env, "x".repeat(70_000));
    expect([ended.code, errorOf(ended.stderr).code]).toEqual([1, "BODY_TOO_LARGE"]);
  });
});
