import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cassetteFetch } from "./cassette.ts";

const aPath = () => join(mkdtempSync(join(tmpdir(), "cassette-")), "run.json");
const asked = (now: string): RequestInit => ({
  method: "POST",
  headers: { authorization: "Bearer secret-key" },
  body: JSON.stringify({ model: "m", messages: [{ role: "system", content: `Now: ${now}` }] }),
});
const url = "http://127.0.0.1:1/v1/chat/completions";

describe("a cassette of model answers", () => {
  it("replays an answer to the same question asked at another time", async () => {
    const path = aPath();
    const endpoint = async () =>
      new Response('{"answer":1}', { headers: { "content-type": "application/json" } });
    await cassetteFetch(path, "record", endpoint)(url, asked("2026-11-24T15:00:00.000Z"));
    const again = await cassetteFetch(path, "replay", fetch)(url, asked("2027-01-01T00:00:00.000Z"));
    expect(await again.json()).toEqual({ answer: 1 });
  });

  it("fails on a question it does not know", async () => {
    await expect(cassetteFetch(aPath(), "replay")(url, asked("now"))).rejects.toThrow(/has no answer/);
  });

  it("keeps no key", async () => {
    const path = aPath();
    await cassetteFetch(path, "record", async () => new Response("{}"))(url, asked("now"));
    expect(readFileSync(path, "utf8")).not.toContain("secret-key");
  });
});
