import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { NARROW, openStage, PATIENCE, type Stage } from "./testing/stage.ts";

/** The pages of portfolio, orders and risk on one desk, in order: it holds nothing at first, then buys. */
describe.skipIf(!hasChromium)("the account's pages", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 120_000);
  afterAll(() => stage.close());

  it("says why a part is empty and what to do next", async () => {
    const page = await stage.enter("ben");
    await page.goto("/portfolio");
    const positions = page.getByRole("region", { name: "Positions" });
    await positions.getByText("No positions.").waitFor();
    await page.getByText("No fills yet.").waitFor();
    await positions.getByRole("link", { name: "Ask in the chat" }).click();
    await page.getByText("What shall we look at?").waitFor();
    await page.goto("/orders");
    await page.getByText("No orders yet.").waitFor();
    await page.goto("/risk");
    await page.getByText("Nothing is held, and no order is open.").waitFor();
  });

  it("shows an order, its fill and the position as they come, with the source beside each price", async () => {
    const page = await stage.enter("ben");
    await page.goto("/portfolio");
    await page.getByText("No positions.").waitFor();
    const { request } = await stage.propose("tom", { symbol: "AAPL", notionalUsd: "3000" });
    await stage.operate("chloe", "decideApproval", { approvalId: request.id, decision: "approve" });
    const row = page.getByRole("row", { name: /^AAPL/ });
    await row.getByText("Apple").waitFor();
    await row.getByTitle(/^Source: /).waitFor();
    await row
      .getByText(/^[+−]?\$\d+\.\d\d/)
      .first()
      .waitFor();
    await page.getByRole("region", { name: "Fills" }).getByText("Buy AAPL").first().waitFor();
    await page.getByRole("button", { name: "Lots of AAPL" }).click();
    await page
      .getByRole("region", { name: "Lots of AAPL" })
      .getByText(/^\d+ at \$/)
      .waitFor();
  });

  it("lets one part fail alone, and try again in place", async () => {
    const page = await stage.enter("ben");
    await page.route("**/api/ops/listFills", (route) => route.abort());
    await page.goto("/portfolio");
    const fills = page.getByRole("region", { name: "Fills" });
    await fills.getByText("The desk did not answer.").waitFor();
    await page.getByRole("row", { name: /^AAPL/ }).first().waitFor();
    await page.unroute("**/api/ops/listFills");
    await fills.getByRole("button", { name: "Try again" }).click();
    await fills.getByText("Buy AAPL").first().waitFor();
  });

  it("turns rows into cards at 390 px, each figure with its name", async () => {
    const page = await stage.enter("ben", { viewport: NARROW });
    await page.goto("/portfolio");
    const cell = page.locator("td[data-label='Average cost']").first();
    await cell.waitFor();
    const name = await cell.evaluate((node) => getComputedStyle(node, "::before").content);
    expect(name).toBe('"Average cost"');
  });

  it("checks a new order against the limits, proposes exactly it and follows it to its fill", async () => {
    const page = await stage.enter("tom");
    await page.goto("/orders");
    await page.getByRole("button", { name: "New order" }).click();
    const sheet = page.getByRole("dialog", { name: "New order" });
    await sheet.getByLabel("Symbol or company").fill("Microsoft");
    await sheet.getByLabel("US dollars").fill("2,000");
    await sheet.getByRole("button", { name: "Check it against the limits" }).click();
    await sheet.getByText("Would need one other person").waitFor();
    const deed = /Buy \d+ MSFT/;
    expect((await stage.operate("tom", "listApprovals", {})).approvals).toEqual([]);
    await sheet.getByRole("button", { name: /^Propose: Buy \d+ MSFT/ }).click();
    await sheet.getByText("Waiting for approval").first().waitFor();
    const [asked] = (await stage.operate("ben", "listApprovals", {})).approvals;
    await stage.operate("ben", "decideApproval", {
      approvalId: asked?.request.id ?? "",
      decision: "approve",
    });
    await sheet.getByText("Filled", { exact: true }).first().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("row", { name: deed }).getByText("Filled", { exact: true }).waitFor();
    await page.getByRole("button", { name: deed }).click();
    const quality = page.getByRole("dialog").getByRole("region", { name: "Execution quality" });
    await quality.getByText(/ bps$/).first().waitFor();
  });

  it("offers a kind of order only the fields it needs", async () => {
    const page = await stage.enter("tom");
    await page.goto("/orders?new=true");
    const sheet = page.getByRole("dialog", { name: "New order" });
    await sheet.getByRole("button", { name: "Stop limit" }).click();
    await sheet.getByLabel("Stop price").waitFor();
    expect(await sheet.getByLabel("How long").locator("option").allTextContents()).toEqual([
      "For the day",
      "Until cancelled",
    ]);
    await sheet.getByRole("button", { name: "VWAP" }).click();
    await sheet.getByLabel("Most of the volume, %").waitFor();
    expect(await sheet.getByLabel("Stop price").count()).toBe(0);
  });

  it("asks before it cancels, and can be told to leave the order", async () => {
    const terms = { symbol: "KO", side: "buy", quantity: "1", type: "limit", limitPrice: "20" } as const;
    await stage.operate("tom", "proposeOrder", terms);
    const page = await stage.enter("tom", { viewport: NARROW });
    await page.goto("/orders");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("button", { name: "Buy 1 KO" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("button", { name: "Cancel…" }).click();
    await sheet.getByRole("button", { name: "Keep it" }).click();
    expect(
      (await stage.operate("tom", "listOrders", { symbol: "KO" })).orders[0]?.cancelRequestedAt,
    ).toBeNull();
    await sheet.getByRole("button", { name: "Cancel…" }).click();
    await sheet.getByRole("button", { name: "Cancel this order" }).click();
    await expect
      .poll(
        async () => (await stage.operate("tom", "listOrders", { symbol: "KO" })).orders[0]?.state,
        PATIENCE,
      )
      .toBe("canceled");
  });

  it("shows what an order would do to limits and risk, and writes nothing down", async () => {
    const page = await stage.enter("tom");
    await page.goto("/risk");
    await page.getByText("Owner may resume.").waitFor();
    await page.getByRole("region", { name: "Exposures" }).getByRole("row", { name: /^AAPL/ }).waitFor();
    await page.getByLabel("Symbol or company").fill("NVDA");
    await page.getByLabel("US dollars").fill("12000");
    await page.getByRole("button", { name: "Show what it would do" }).click();
    const answer = page.getByRole("article", { name: /^What if: Buy \d+ NVDA/ });
    await answer.getByText("Would need 2 other people").waitFor();
    await answer.getByRole("row", { name: /^Value at risk, 99%/ }).waitFor();
    await answer.getByText(/\d+ of \d+ checks passed/).click();
    await answer
      .getByText(/\$[\d,.]+ left/)
      .first()
      .waitFor();
    expect((await stage.operate("tom", "listApprovals", {})).approvals).toEqual([]);
  });

  it("measures a scenario of one's own beside the standing ones", async () => {
    const page = await stage.enter("vik");
    await page.goto("/risk");
    const stress = page.getByRole("region", { name: /^Stress/ });
    await stress.getByText("A scenario of your own").click();
    await stress.getByLabel("What moves").selectOption("One name");
    await stress.getByLabel("Symbol").selectOption("AAPL");
    await stress.getByLabel("By per cent").fill("-50");
    await stress.getByRole("button", { name: "Add it" }).click();
    const own = stress.locator("details", { hasText: "Own: AAPL −50 %" });
    await own.locator("summary").click();
    await own.getByText("moves −50.0%").waitFor();
  });

  it("tightens a limit in place with a reason, and does not loosen it for one person", async () => {
    const page = await stage.enter("owner");
    await page.goto("/risk");
    const limits = page.getByRole("region", { name: "Limits" });
    await limits.getByText(/more limits/).click();
    const row = limits.getByRole("button", { name: "Tighten: Max order notional", exact: true });
    const setTo = async (value: string, words: string) => {
      await row.click();
      await page.getByLabel("New value, in US dollars").fill(value);
      await page.getByLabel("Reason").fill("Earnings week");
      await page.getByRole("button", { name: `Set it to ${words}` }).click();
    };
    await setTo("11000", "$11,000");
    await limits.getByText("Version 2, set by Owner (you)").waitFor();
    await setTo("12000", "$12,000");
    await page.getByRole("button", { name: "Ask to loosen it" }).click();
    await page.getByText("A second risk-admin must ask for exactly this value").waitFor();
    await page.keyboard.press("Escape");
    const { current } = await stage.operate("owner", "getLimits", {});
    expect(current.limits.maxOrderNotionalUsd).toBe("11000");
  });

  it("writes what nobody knows as a dash, never as 0", async () => {
    const page = await stage.enter("ben");
    // The desk knows all its limits, so one figure of its answer is taken away here.
    await page.route("**/api/ops/getLimits", async (route) => {
      const limits = (await (await route.fetch()).json()) as { utilisation: object[] };
      limits.utilisation = limits.utilisation.map((limit) => ({ ...limit, used: null, fraction: null }));
      await route.fulfill({ json: limits });
    });
    await page.goto("/risk");
    const limit = page.getByRole("region", { name: "Limits" }).getByRole("listitem").first();
    await limit.getByText(/^– \//).waitFor();
    expect(await limit.textContent()).not.toMatch(/\$0\b|\b0%/);
  });

  it("proves weights, draws the frontier and proposes the basket as one", async () => {
    const page = await stage.enter("tom");
    await page.goto("/portfolio");
    await page.getByLabel("Symbols").fill("AAPL, MSFT, JPM");
    await page.getByRole("button", { name: "Work out weights" }).click();
    await page.getByText("Proved optimal").waitFor();
    await page.getByRole("img", { name: /^The frontier goes from/ }).waitFor();
    await page.getByRole("button", { name: /^Propose these \d orders as one/ }).click();
    await page
      .getByRole("article", { name: "Proposed basket" })
      .getByText("Awaiting approval")
      .first()
      .waitFor();
  });
});
