import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { openStage, PATIENCE, type Stage } from "./testing/stage.ts";

describe.skipIf(!hasChromium)("approvals", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 120_000);
  afterAll(() => stage.close());

  const card = (page: Page, symbol: string) =>
    page.getByRole("article", { name: new RegExp(`^Order ticket: Buy \\d+ ${symbol}$`) });
  const statusOf = async (proposalId: string) =>
    (await stage.operate("owner", "getTicket", { proposalId })).proposal.status;

  it("puts the soonest expiry first, counts them in the menu and the title, and keeps history apart", async () => {
    const first = await stage.propose("tom", { symbol: "XOM", notionalUsd: "2500" });
    const second = await stage.propose("tom", { symbol: "JPM", notionalUsd: "2500" });
    const page = await stage.enter("ben");
    await expect.poll(() => page.title(), PATIENCE).toBe("(2) Quarterdeck");
    await page.goto("/approvals");
    const cards = page.getByRole("region", { name: "Waiting for you" }).getByRole("article");
    await expect.poll(() => cards.count(), PATIENCE).toBe(2);
    expect(await cards.first().getAttribute("aria-label")).toMatch(/XOM$/);
    const note = "Earnings tomorrow, let us wait.";
    for (const { request } of [first, second])
      await stage.operate("chloe", "decideApproval", { approvalId: request.id, decision: "decline", note });
    await page.getByText("Nothing waits for you.").waitFor();
    const history = page.getByRole("region", { name: "History" });
    await history
      .getByText(/Buy \d+ JPM/)
      .first()
      .click();
    await history.getByText(`“${note}”`).first().waitFor();
  });

  it("shows the grounds: notional, share, account, checks with figure and limit, and who wrote the reason", async () => {
    const rationale = "The trend is up.";
    const { proposal } = await stage.propose("tom", { symbol: "AAPL", notionalUsd: "1900", rationale });
    const page = await stage.enter("ben");
    await page.goto("/approvals");
    const aapl = card(page, "AAPL");
    const worst = Number(proposal.worstNotional).toLocaleString("en-US", {
      style: "currency",
      currency: "USD",
    });
    for (const ground of [worst, "PAPER", "Rationale, written by Tom Weir", rationale])
      await aapl.getByText(ground).first().waitFor();
    await aapl.getByText(/^1\.\d\d%$/).waitFor();
    await aapl.getByText("20 of 21 checks passed").click();
    await aapl.getByText(/Price collar C10/i).waitFor();
    await aapl.getByText(/% \/ 3% of reference$/).waitFor();
  });

  it("declines with a reason, and nothing is ordered", async () => {
    const { proposal } = await stage.propose("tom", { symbol: "MSFT", notionalUsd: "3000" });
    const page = await stage.enter("ben");
    await page.goto("/approvals");
    await card(page, "MSFT").getByRole("button", { name: "Decline…" }).click();
    await page.keyboard.type("Not before earnings");
    await page.keyboard.press("Enter");
    await page.getByText("“Not before earnings”").first().waitFor();
    expect(await statusOf(proposal.id)).toBe("declined");
    expect((await stage.operate("ben", "listOrders", { symbol: "MSFT" })).orders).toEqual([]);
  });

  it("lets the one who asked withdraw, but never approve", async () => {
    const { proposal } = await stage.propose("chloe", { symbol: "GOOGL", notionalUsd: "3000" });
    const page = await stage.enter("chloe");
    await page.goto("/approvals");
    const own = card(page, "GOOGL");
    await own.getByRole("button", { name: "Withdraw…" }).click();
    expect(await own.getByRole("button", { name: /^Buy/ }).count()).toBe(0);
    await page.keyboard.type("Changed my mind");
    await page.keyboard.press("Enter");
    await page.getByText("“Changed my mind”").first().waitFor();
    expect(await statusOf(proposal.id)).toBe("declined");
  });

  it("never reports success for a late click: it shows the server's refusal and the truth", async () => {
    const { request, proposal } = await stage.propose("tom", { symbol: "AMZN", notionalUsd: "3000" });
    const page = await stage.enter("ben");
    // The line is down, so the page does not hear of the other decision in time.
    await page.routeWebSocket("**/api/live", (socket) => socket.close());
    await page.goto("/approvals");
    const stale = card(page, "AMZN");
    const button = stale.getByRole("button", { name: /^Buy/ });
    await button.waitFor();
    const vote = { approvalId: request.id, decision: "decline", note: "No." } as const;
    await stage.operate("chloe", "decideApproval", vote);
    const answered = page.waitForResponse("**/api/ops/decideApproval");
    await button.click();
    expect((await answered).status()).toBe(409);
    await page.getByText("This approval is already declined.").first().waitFor();
    await page.getByRole("region", { name: "History" }).getByText(/AMZN/).first().waitFor();
    expect(await statusOf(proposal.id)).toBe("declined");
  });

  it("shows others why they have no buttons", async () => {
    await stage.propose("tom", { symbol: "NVDA", notionalUsd: "3000" });
    const page = await stage.enter("vik");
    await page.goto("/approvals");
    await page.getByText("Nothing waits for you.").waitFor();
    await page.getByText("Your role (viewer) may read this request but not decide it.").first().waitFor();
    expect(await page.getByRole("button", { name: /^Buy/ }).count()).toBe(0);
  });
});
