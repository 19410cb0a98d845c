import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenAiStandIn, openOpenAi } from "#stand-ins/openai";
import { run } from "./testing/command.ts";

let openai: OpenAiStandIn;
let home: string;
let model: Record<string, string>;
beforeEach(async () => {
  openai = await openOpenAi();
  model = { OPENAI_BASE_URL: openai.baseUrl, OPENAI_TIMEOUT_MS: "500" };
  home = mkdtempSync(join(tmpdir(), "ask-"));
});
afterEach(async () => {
  await openai.close();
  rmSync(home, { recursive: true, force: true });
});

/** One turn as a person runs it, on an embedded database of its own. */
const ask = (...words: string[]) => run(["ask", ...words], { QUARTERDECK_HOME: home, ...model });

describe("asking from the terminal", () => {
  it("streams what the model says after its tool was called", async () => {
    openai.play({ calls: [{ name: "get_portfolio", arguments: {} }] }, { say: "All is well." });
    const { code, stdout, stderr } = await ask("how are we doing?");
    expect(stdout).toBe("All is well.\n");
    expect(stderr).toContain("[get_portfolio {}]");
    expect(code).toBe(0);
  });

  it("goes on with the newest conversation when asked to, and not by itself", async () => {
    model = {};
    await ask("backtest a 20/50 SMA cross on the S&P 500 since 2015");
    expect((await ask("and with 10 bps slippage?")).stderr).not.toContain("run_backtest");
    await ask("backtest a 20/50 SMA cross on the S&P 500 since 2015");
    const { stderr } = await ask("--continue", "and with 10 bps", "slippage?");
    expect(stderr).toMatch(/run_backtest.*"SP500".*"slippageBps":10/);
  });

  it("ends with what, why and a way out when the endpoint hangs", async () => {
    openai.play({ fault: { kind: "hang" } });
    const { code, stdout, stderr } = await ask("how are we doing?");
    expect(stderr).toMatch(/said nothing.*No answer was made up.*OPENAI_BASE_URL.*offline operator/);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });
});
