import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { ask, openStage, type Stage } from "./testing/stage.ts";

describe.skipIf(!hasChromium)("chat", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage.close());

  it("shows who answers, each tool call, the chart and the figures with their traces", async () => {
    const page = await stage.enter("ada");
    await page.getByRole("button", { name: /Backtest a 20\/50 SMA cross/ }).click();
    await page.getByText("Answer finished").waitFor({ state: "attached" });
    expect(page.url()).toMatch(/\/chat\/thr_\d+$/);
    await page.getByText("Decision agent", { exact: true }).waitFor();
    await page
      .getByRole("img", { name: /^Chart: SMA cross 20\/50 on SP500\. Strategy goes from \$/ })
      .waitFor();
    await page.locator("canvas").first().waitFor();
    await page.getByRole("link", { name: /TradingView/ }).waitFor();
    expect(await page.locator("mark").textContent()).toContain("3.5%");
    await page.getByText("1 figure above is not found in any tool result").waitFor();
  }, 30_000);

  it("opens a tool row with arguments and result, also from a figure traced to it", async () => {
    const page = await stage.enter("ada");
    await ask(page, "Backtest it");
    const row = page.locator("details", { hasText: "Run a backtest" });
    expect(await row.getAttribute("open")).toBeNull();
    await page.getByRole("button", { name: "118.34%" }).click();
    await row.getByRole("region", { name: "Arguments" }).getByText("sma-cross").waitFor();
    await row.getByRole("region", { name: "Result" }).getByText("bkt_01JD8Q4T7M").waitFor();
    expect(await row.locator("summary").evaluate((summary) => summary === document.activeElement)).toBe(true);
  }, 30_000);

  it("shows a bar while a sweep runs", async () => {
    const page = await stage.enter("ada");
    await page.getByRole("textbox", { name: "Message" }).fill("Tune it without fooling me");
    await page.keyboard.press("Enter");
    const bar = page.getByRole("progressbar", { name: "Sweeping SMA cross on SP500" });
    await bar.waitFor();
    expect(Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
    await page.getByText("likely luck").waitFor();
    expect(await bar.count()).toBe(0);
  }, 30_000);

  it("takes up an answer under way after a reload, whole and once", async () => {
    const page = await stage.enter("ada");
    await page.getByRole("textbox", { name: "Message" }).fill("A slow answer please");
    await page.keyboard.press("Enter");
    await page.getByText("Line 2 of a long answer.").waitFor();
    await page.reload();
    await page.getByText("Line 1 of a long answer.").waitFor();
    await page.getByRole("button", { name: "Stop the answer" }).waitFor();
    await page.getByText("Line 4 of a long answer.").waitFor({ timeout: 20_000 });
    expect(await page.getByText("Line 1 of a long answer.").count()).toBe(1);
    expect(await page.getByText("A slow answer please").count()).toBeGreaterThanOrEqual(1);
    expect(await page.getByRole("article", { name: "You" }).count()).toBe(1);
  }, 40_000);

  it("stops in the place of send and keeps what was said", async () => {
    const page = await stage.enter("ada");
    await page.getByRole("textbox", { name: "Message" }).fill("A slow answer please");
    await page.keyboard.press("Enter");
    await page.getByText("Line 1 of a long answer.").waitFor();
    await page.getByRole("button", { name: "Stop the answer" }).click();
    await page.getByRole("button", { name: "Send" }).waitFor();
    await page.reload();
    await page.getByText("Line 1 of a long answer.").waitFor();
    expect(await page.getByText("Line 60 of a long answer.").count()).toBe(0);
  }, 30_000);

  it("says what failed, why and what to do, and never sends twice on a retry", async () => {
    const page = await stage.enter("ada");
    await page.getByRole("textbox", { name: "Message" }).fill("Please fail");
    await page.keyboard.press("Enter");
    const alert = page.getByRole("alert");
    await alert.getByText("The model did not answer.").waitFor();
    await alert.getByText("unset OPENAI_BASE_URL").waitFor();
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/api/chat")) sent.push(request.url());
    });
    await alert.getByRole("button", { name: "Try again" }).click();
    await alert.waitFor({ state: "detached" });
    expect(sent).toEqual([]);
  }, 30_000);

  it("keeps a draft, and lists, searches and deletes conversations", async () => {
    const page = await stage.enter("ada");
    await page.getByRole("textbox", { name: "Message" }).fill("half a thou");
    await page.reload();
    await expect.poll(() => page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("half a thou");
    await ask(page, "How are we doing, dear desk?");
    await page.getByRole("searchbox").fill("dear desk");
    const list = page.getByRole("navigation", { name: "Conversations" });
    await expect.poll(() => list.getByRole("listitem").count()).toBe(1);
    await list.getByRole("button", { name: /Delete “How are we doing/ }).click();
    await list.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("What shall we look at?").waitFor();
    await list.getByText("Why did we buy MSFT").waitFor();
    expect(await list.getByText("dear desk").count()).toBe(0);
  }, 30_000);

  it("shows HTML in an answer as text, loads no image and follows no script link", async () => {
    const page = await stage.enter("ada");
    const outside: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(stage.server.url)) outside.push(request.url());
    });
    await ask(page, "Quote the html article");
    const answer = page.getByRole("article", { name: "Quarterdeck" });
    await answer.getByText("<img src=x onerror=alert(1)>").waitFor();
    expect(await answer.locator("img, a[href^=javascript]").count()).toBe(0);
    expect(outside).toEqual([]);
  }, 30_000);

  it("lets go when the reader scrolls up and offers the way back down", async () => {
    const page = await stage.enter("ada");
    await ask(page, "Backtest it");
    await page.getByRole("log").hover();
    await page.mouse.wheel(0, -2000);
    await page.getByRole("button", { name: "Newest" }).click();
    await page.getByRole("button", { name: "Newest" }).waitFor({ state: "detached" });
  }, 30_000);
});
