import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeskMessage, DeskPart } from "./features/chat/desk-message.ts";
import { hasChromium } from "./testing/launch-browser.ts";
import { ask, NARROW, openStage, PATIENCE, type Stage, say } from "./testing/stage.ts";

const BACKTEST = "backtest a 20/50 SMA cross on the S&P 500 since 2010";

const isGrounding = (part: DeskPart): part is Extract<DeskPart, { type: "data-grounding" }> =>
  part.type === "data-grounding";

describe.skipIf(!hasChromium)("chat", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 120_000);
  afterAll(() => stage.close());

  it("starts a conversation from a suggestion and says who answers", async () => {
    const page = await stage.enter("tom");
    await page.getByRole("button", { name: /Backtest a 20\/50 SMA cross/ }).click();
    await page.getByText("Answer finished").waitFor({ state: "attached" });
    expect(page.url()).toMatch(/\/chat\/thr_\w+$/);
    await page.getByText("Decision agent", { exact: true }).waitFor();
    await page.getByText(/Decision agent · offline operator/i).waitFor();
    await page.getByRole("link", { name: /TradingView/ }).waitFor();
  });

  it("leads from a figure to the tool call it came from", async () => {
    const page = await stage.enter("tom");
    await ask(page, BACKTEST);
    const row = page.locator("details", { hasText: "Run a backtest" });
    expect(await row.getAttribute("open")).toBeNull();
    await page.getByTitle("Show the tool result this figure comes from").first().click();
    await row.getByRole("region", { name: "Result" }).getByText(/^bkt_/).first().waitFor();
    expect(await row.locator("summary").evaluate((summary) => summary === document.activeElement)).toBe(true);
  });

  it("marks a figure that no tool result holds", async () => {
    const page = await stage.enter("tom");
    await ask(page, BACKTEST);
    // The offline operator words figures from results only, so one trace is taken out of a real answer here.
    await page.route("**/api/chat/*/messages", async (route) => {
      const kept = (await (await route.fetch()).json()) as { messages: DeskMessage[] };
      const grounding = kept.messages.flatMap(({ parts }) => parts.filter(isGrounding))[0];
      const figure = grounding?.data.figures[0];
      if (figure) figure.toolCallId = null;
      await route.fulfill({ json: kept });
    });
    await page.reload();
    await page.getByText("1 figure above is not found in any tool result").waitFor();
    await page.locator("mark", { hasText: "not traced to any tool result" }).waitFor();
  });

  it("says what failed, why and what to do, and sends a lost message once when asked to try again", async () => {
    const page = await stage.enter("tom");
    await ask(page, "what are my limits?");
    await page.route("**/api/chat", (route) => route.abort());
    await say(page, "what is Apple at?");
    const alert = page.getByRole("alert");
    await alert.getByText("The desk did not answer.").waitFor();
    await alert.getByText("Check that Quarterdeck is running").waitFor();
    await page.unroute("**/api/chat");
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/api/chat")) sent.push(request.url());
    });
    await alert.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("article", { name: "Quarterdeck" }).nth(1).getByText(/AAPL/).first().waitFor();
    expect(sent).toHaveLength(1);
    expect(await page.getByRole("article", { name: "You" }).count()).toBe(2);
  });

  it("keeps a draft, and lists, searches and deletes conversations", async () => {
    const page = await stage.enter("vik");
    await ask(page, "what is Apple at?");
    await page.goto("/");
    await page.getByRole("textbox", { name: "Message" }).fill("half a thou");
    await page.reload();
    await expect
      .poll(() => page.getByRole("textbox", { name: "Message" }).inputValue(), PATIENCE)
      .toBe("half a thou");
    await ask(page, "How are we doing, dear desk?");
    await page.getByRole("searchbox").fill("dear desk");
    const list = page.getByRole("navigation", { name: "Conversations" });
    await expect.poll(() => list.getByRole("listitem").count(), PATIENCE).toBe(1);
    await list.getByRole("button", { name: /Delete “How are we doing/ }).click();
    await list.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("What shall we look at?").waitFor();
    await list.getByText("what is Apple at?").waitFor();
    expect(await list.getByText("dear desk").count()).toBe(0);
  });

  it("shows HTML in an answer as text, loads no image and follows no script link", async () => {
    const page = await stage.enter("tom");
    const outside: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(stage.url)) outside.push(request.url());
    });
    const rationale =
      "<img src=x onerror=alert(1)> ![pixel](https://tracker.example/p.png) [this](javascript:alert(2))";
    await stage.propose("tom", { symbol: "KO", notionalUsd: "2000", rationale });
    await ask(page, "why did we buy KO?");
    const answer = page.getByRole("article", { name: "Quarterdeck" });
    await answer.getByText("<img src=x onerror=alert(1)>").first().waitFor();
    expect(await answer.locator("img, a[href^=javascript]").count()).toBe(0);
    expect(outside).toEqual([]);
  });

  it("lets go when the reader scrolls up and offers the way back down", async () => {
    const page = await stage.enter("tom");
    await ask(page, BACKTEST);
    await page.getByRole("log").hover();
    await page.mouse.wheel(0, -2000);
    await page.getByRole("button", { name: "Newest" }).click();
    await page.getByRole("button", { name: "Newest" }).waitFor({ state: "detached" });
  });

  it("scrolls the conversation alone at 390 px, so that the place to write never leaves", async () => {
    const page = await stage.enter("tom", { viewport: NARROW });
    await ask(page, BACKTEST);
    await page.getByText(/Decision agent · /).waitFor();
    const excess = await page.locator("main").evaluate((main) => main.scrollHeight - main.clientHeight);
    expect(excess).toBe(0);
  });
});
