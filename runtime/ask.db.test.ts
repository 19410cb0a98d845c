import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenAiStandIn, openOpenAi } from "#stand-ins/openai";

let openai: OpenAiStandIn;
let home: string;
beforeEach(async () => {
  openai = await openOpenAi();
  home = mkdtempSync(join(tmpdir(), "ask-"));
});
afterEach(async () => {
  await openai.close();
  rmSync(home, { recursive: true, force: true });
});

/** One turn in a process of its own, as `npm run ask` starts it, on an embedded database of its own. */
function ask(question: string): Promise<{ code: number | null; said: string; complained: string }> {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "runtime/ask.ts", question], {
    env: { PATH, QUARTERDECK_HOME: home, OPENAI_BASE_URL: openai.baseUrl, OPENAI_TIMEOUT_MS: "500" },
  });
  let said = "";
  let complained = "";
  child.stdout.on("data", (piece) => (said += piece));
  child.stderr.on("data", (piece) => (complained += piece));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, said, complained })));
}

describe("asking from the terminal", () => {
  it("streams what the model says after its tool was called", async () => {
    openai.play({ calls: [{ name: "get_portfolio", arguments: {} }] }, { say: "All is well." });
    const { code, said, complained } = await ask("how are we doing?");
    expect(said).toBe("All is well.\n");
    expect(complained).toContain("[get_portfolio {}]");
    expect(code).toBe(0);
  });

  it("ends with what, why and a way out when the endpoint hangs", async () => {
    openai.play({ fault: { kind: "hang" } });
    const { code, said, complained } = await ask("how are we doing?");
    expect(complained).toMatch(/said nothing.*No answer was made up.*OPENAI_BASE_URL.*offline operator/);
    expect(said).toBe("");
    expect(code).toBe(1);
  });
});
