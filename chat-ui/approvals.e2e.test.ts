import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { ask, openStage, type Stage } from "./testing/stage.ts";

describe.skipIf(!hasChromium)("approvals", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  }, 60_000);
  afterEach(() => stage.close());

  it("takes an order over the limit through two other people to its fill, without a reload", async () => {
    const [ada, ben, chloe] = await Promise.all([
      stage.enter("ada"),
      stage.enter("ben"),
      stage.enter("chloe"),
    ]);
    await ask(ada, "Put $12,000 in AAPL");
    const ticket = ada.getByRole("article", { name: "Order ticket: Buy 63 AAPL" });
    await ticket.getByText("0 of 2 approvals").waitFor();
    await ticket.getByText("your own approval does not count: 2 other people must approve it").waitFor();
    expect(await ticket.getByRole("button", { name: "Buy 63 AAPL" }).count()).toBe(0);

    for (const [page, seen] of [
      [ben, "1 of 2 approvals"],
      [chloe, "Filled"],
    ] as const) {
      await page
        .getByRole("navigation", { name: "Main" })
        .getByRole("link", { name: /Approvals/ })
        .click();
      await page.getByRole("button", { name: "Buy 63 AAPL" }).click();
      await ticket.getByText(seen, { exact: true }).first().waitFor();
    }
    await ben.getByText("Waiting for others").waitFor({ state: "detached" });
    await ticket.getByText("Ben Okafor approved").waitFor();
    await ticket.getByText("Accepted by the broker").or(ticket.getByText("Filled").first()).first().waitFor();
    await expect.poll(() => ticket.getByText(/^Fill \d+ at \$/).count()).toBe(2);
    await ada.getByRole("complementary", { name: "Desk" }).getByText("63 units").waitFor();
  }, 40_000);

  it("puts the soonest expiry first, counts them in the menu and the title, and keeps history apart", async () => {
    const page = await stage.enter("ben");
    await expect.poll(() => page.title()).toBe("(2) Quarterdeck");
    await page.goto("/approvals");
    const cards = page.getByRole("region", { name: "Waiting for you" }).getByRole("article");
    await expect.poll(() => cards.count()).toBe(2);
    expect(await cards.first().getAttribute("aria-label")).toBe("Order ticket: Buy 95 NVDA");
    const history = page.getByRole("region", { name: "History" });
    await history.getByText("Buy 12 JPM").click();
    await history.getByText("“Earnings tomorrow, let us wait.”").waitFor();
  }, 30_000);

  it("shows the grounds: notional, share, account, checks with figure and limit, and who wrote the reason", async () => {
    const page = await stage.enter("ben");
    await page.goto("/approvals");
    const card = page.getByRole("article", { name: "Order ticket: Buy 10 AAPL" });
    for (const ground of [
      "Apple Inc.",
      "$1,881.90",
      "1.88%",
      "PAPER",
      "Rationale, written by the assistant",
    ]) {
      await card.getByText(ground).first().waitFor();
    }
    await card.getByText("14 of 15 checks passed").click();
    await card.getByText("Price collar C10").waitFor();
    await card.getByText("0.5% / 3% of reference").waitFor();
    await card.getByText("Ada Reyes via the decision agent").waitFor();
  }, 30_000);

  it("declines with a reason", async () => {
    const page = await stage.enter("ben");
    await page.goto("/approvals");
    const card = page.getByRole("article", { name: "Order ticket: Buy 10 AAPL" });
    await card.getByRole("button", { name: "Decline…" }).click();
    await page.keyboard.type("Not before earnings");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.getByRole("region", { name: "History" }).getByText("Declined").count())
      .toBe(2);
    expect(stage.server.desk.ticket("prp_aapl").order).toBeNull();
  }, 30_000);

  it("lets the one who asked withdraw, but never approve", async () => {
    const page = await stage.enter("ada");
    await page.goto("/approvals");
    const card = page.getByRole("article", { name: "Order ticket: Buy 10 AAPL" });
    await card.getByRole("button", { name: "Withdraw…" }).click();
    expect(await card.getByRole("button", { name: /^Buy/ }).count()).toBe(0);
    await page.keyboard.type("Changed my mind");
    await page.keyboard.press("Enter");
    await page.getByText("“Changed my mind”").first().waitFor();
    expect(stage.server.desk.ticket("prp_aapl").proposal.status).toBe("declined");
  }, 30_000);

  it("never reports success for a late click: it shows the server's refusal and the truth", async () => {
    const page = await stage.enter("ben");
    await page.goto("/approvals");
    const card = page.getByRole("article", { name: "Order ticket: Buy 10 AAPL" });
    await card.getByRole("button", { name: "Buy 10 AAPL" }).waitFor();
    stage.server.desk.expire("apr_aapl");
    const refusals: number[] = [];
    page.on("response", (answer) => {
      if (answer.url().endsWith("/decideApproval")) refusals.push(answer.status());
    });
    await card.getByRole("button", { name: "Buy 10 AAPL" }).click();
    await page.getByRole("region", { name: "History" }).getByText("Buy 10 AAPL").waitFor();
    await page.getByText("This request is closed.").first().waitFor();
    await page.getByText("It is expired already, so your decision was not counted.").waitFor();
    expect(refusals).toEqual([409]);
    expect(stage.server.desk.ticket("prp_aapl").order).toBeNull();
  }, 30_000);

  it("shows others why they have no buttons", async () => {
    const page = await stage.enter("vik");
    await page.goto("/approvals");
    await page.getByText("Nothing waits for you.").waitFor();
    await page.getByText("Your role (viewer) may read this request but not decide it.").first().waitFor();
    expect(await page.getByRole("button", { name: /^Buy/ }).count()).toBe(0);
  }, 30_000);
});
