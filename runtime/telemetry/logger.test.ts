import { describe, expect, it } from "vitest";
import { createLogger } from "./logger.ts";

/** What is written for these fields. */
function lineOf(fields: object, message = "told"): string {
  const lines: string[] = [];
  const to = { write: (line: string) => void lines.push(line) };
  createLogger("info", { to, secrets: ["own/canary-9"] }).info(fields, message);
  return lines.join("");
}

describe("the log", () => {
  it("keeps what it is told, under its trace id", () => {
    const line = JSON.parse(lineOf({ traceId: "trc_1", operation: "proposeOrder" }));
    expect(line).toMatchObject({ traceId: "trc_1", operation: "proposeOrder", msg: "told" });
  });

  it.each([
    ["a field of that name", { token: "canary-1234" }],
    ["a field further in", { slack: { botToken: "canary-1234" } }],
    ["a header", { req: { headers: { authorization: "canary-1234" } } }],
    ["an API key in a text", { note: "used qd_canary-1234" }],
    ["a bearer token", { err: new Error("401 for Bearer canary-1234") }],
    ["a vendor's key", { err: new Error("Incorrect API key provided: sk-canary-1234") }],
    ["a bot's token", { url: "https://slack.test/?x=xoxb-canary-1234" }],
    ["a sign-in link", { url: "http://127.0.0.1:4600/sign-in?token=canary-1234" }],
    ["one of this desk's own, wherever it stands", { err: new Error("no such word: own/canary-9") }],
    ["the same as addresses spell it", { url: "https://vendor.test/?q=own%2Fcanary-9" }],
    ["a password in an address", { err: new Error("postgres://tess:canary-1234@db/desk failed") }],
  ])("never writes a secret down: %s", (_where, fields) => {
    const line = lineOf(fields);
    expect(line).not.toContain("canary");
    expect(line).toContain("[secret]");
    expect(JSON.parse(line).msg).toBe("told");
  });

  it("never writes a secret of the message down", () => {
    expect(lineOf({}, "open http://127.0.0.1/sign-in?token=canary-1234")).not.toContain("canary");
  });
});
