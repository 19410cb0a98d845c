import type { APIResponse, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { openStage, type Stage, say } from "./testing/stage.ts";

/** What a desk says to those who ask wrongly: always what, why and what to do. */
describe.skipIf(!hasChromium)("the door", () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    page = await stage.enter("tom");
  }, 120_000);
  afterAll(() => stage.close());

  const send = (name: string, data: unknown, from = page): Promise<APIResponse> =>
    from.request.post(`/api/ops/${name}`, {
      data,
      headers: { origin: stage.url, "content-type": "application/json" },
    });
  const order = (terms: object) => send("proposeOrder", { symbol: "AAPL", side: "buy", ...terms });

  it.each([
    ["an unknown symbol", 422, "INVALID_INPUT", () => send("getQuote", { symbol: "ZZZZ" })],
    ["a negative quantity", 422, "INVALID_INPUT", () => order({ quantity: "-5" })],
    ["a quantity that is no number", 422, "INVALID_INPUT", () => order({ quantity: "NaN" })],
    ["half a JSON object", 400, "MALFORMED_JSON", () => send("getQuote", Buffer.from('{"symbol":'))],
    ["ten megabytes", 413, "BODY_TOO_LARGE", () => send("getQuote", { symbol: "a".repeat(1e7) })],
    ["an operation nobody has", 404, "NOT_FOUND", () => send("sellEverything", {})],
    ["what the role does not allow", 403, "NOT_PERMITTED", () => send("resume", { reason: "I want to" })],
    ["nobody", 401, "NOT_SIGNED_IN", async () => send("getPortfolio", {}, await stage.stranger())],
  ])("refuses %s with %i and says what, why and what to do", async (_what, status, code, ask) => {
    const answer = await ask();
    expect(answer.status()).toBe(status);
    const { error, traceId } = await answer.json();
    expect(error.code).toBe(code);
    for (const part of ["what", "why", "fix"]) expect(error[part]).toMatch(/\w.*[.?]$/);
    expect(traceId).toMatch(/^trc_/);
  });

  it("stops reading a body that does not say how long it is", async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(16_384).fill(97)),
    });
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const refused = fetch(`${stage.url}/api/ops/getQuote`, {
      method: "POST",
      headers: { cookie, origin: stage.url, "content-type": "application/json" },
      body: endless,
      duplex: "half",
    } as RequestInit).then(
      (answer) => answer.status,
      () => "connection closed",
    );
    expect([413, "connection closed"]).toContain(await refused);
    expect((await send("getPortfolio", {})).status()).toBe(200);
  });

  it("answers an unknown symbol in the chat in words, and orders nothing", async () => {
    await say(page, "buy 10 ZZZZ");
    await page.getByText("Answer finished").waitFor({ state: "attached" });
    await page.getByRole("article", { name: "Quarterdeck" }).getByText(/ZZZZ/).first().waitFor();
    expect(await page.getByRole("article", { name: /^Order ticket/ }).count()).toBe(0);
  });

  it("ends the live line with its session", async () => {
    const vik = await stage.enter("vik");
    await vik.getByText("Connected").waitFor();
    const code = vik.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const line = new WebSocket(`${location.origin.replace("http", "ws")}/api/live`);
          line.onmessage = async () => {
            line.onmessage = null;
            await fetch("/api/sign-out", { method: "POST" });
            line.send('{"type":"resync"}');
          };
          line.onclose = (event) => resolve(event.code);
        }),
    );
    expect(await code).toBe(4401);
  });
});
