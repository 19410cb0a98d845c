import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { NARROW, openStage, PATIENCE, type Stage } from "./testing/stage.ts";

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
    await aapl.getByText(/^\d+ of \d+ checks passed$/).click();
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

  it("asks for the quantity where two must agree, and takes no other", async () => {
    const { request, proposal } = await stage.propose("tom", { symbol: "KO", notionalUsd: "12000" });
    const page = await stage.enter("ben");
    await page.goto("/approvals");
    const large = card(page, "KO");
    const buy = large.getByRole("button", { name: /^Buy/ });
    await buy.waitFor();
    expect(await buy.isDisabled()).toBe(true);
    const field = large.getByRole("textbox", { name: /^Type the quantity/ });
    await field.fill("7");
    await buy.click();
    await large.getByText('"7" is not the quantity of this order.').waitFor();
    await field.fill(proposal.terms.quantity);
    await buy.click();
    await large.getByText("1 of 2 approvals").waitFor();
    const unread = { approvalId: request.id, decision: "approve" } as const;
    await expect(stage.operate("chloe", "decideApproval", unread)).rejects.toThrow("TYPE_THE_QUANTITY");
  });

  it("lets a delegate decide in another's place, and shows to whom it was given", async () => {
    const [tom, page] = [await stage.enter("tom"), await stage.enter("ben")];
    await page.goto("/approvals");
    await page.getByRole("button", { name: "Let somebody approve for me…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Person").selectOption({ label: "Tom Weir" });
    await dialog.getByLabel("Why").fill("At a conference");
    await dialog.getByRole("button", { name: "Delegate" }).click();
    const given = page.getByRole("region", { name: "Delegations" });
    await given.getByText(/for Ben Okafor \(you\), up to \$2,500.00/).waitFor();
    await stage.propose("chloe", { symbol: "JPM", notionalUsd: "2000" });
    await tom.goto("/approvals");
    await card(tom, "JPM").getByText("You decide for Ben Okafor, who delegated it to you.").waitFor();
    await card(tom, "JPM").getByRole("button", { name: /^Buy/ }).click();
    await card(tom, "JPM").getByText("Tom Weir (you) for Ben Okafor approved").waitFor();
    await given.getByRole("button", { name: "Take back" }).click();
    await given.getByText("Nobody approves in another's place.").waitFor();
  });

  it("allows orders in advance when a second person grants the same", async () => {
    const first = await stage.enter("chloe");
    await first.goto("/approvals");
    await first.getByRole("button", { name: "Allow orders in advance…" }).click();
    const dialog = first.getByRole("dialog");
    await dialog.getByLabel("Whose orders").selectOption({ label: "Tom Weir" });
    await dialog.getByLabel("Symbol").fill("MSFT");
    await dialog.getByLabel("Why").fill("Weekly purchases");
    await dialog.getByRole("button", { name: "Grant it, and ask a second person" }).click();
    const panel = first.getByRole("region", { name: "Allowed in advance" });
    await panel.getByText("Waits for a second person").waitFor();
    const owner = await stage.enter("owner", { viewport: NARROW });
    await owner.goto("/approvals");
    await owner.getByRole("button", { name: "Grant it too: Buy MSFT" }).click();
    await owner.getByText("In force").waitFor();
    await first.reload();
    await panel.getByText("In force").waitFor();
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
