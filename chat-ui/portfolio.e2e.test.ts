import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { NARROW, openStage, type Stage } from "./testing/stage.ts";

/** In order: the desk holds nothing at first, then buys. */
describe.skipIf(!hasChromium)("portfolio", () => {
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
    await page.getByText("No orders yet.").waitFor();
    await positions.getByRole("link", { name: "Ask in the chat" }).click();
    await page.getByText("What shall we look at?").waitFor();
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
    await page.getByRole("region", { name: "Orders" }).getByText("Filled", { exact: true }).last().waitFor();
    await page.getByRole("region", { name: "Fills" }).getByText("Buy AAPL").first().waitFor();
  });

  it("writes what nobody knows as a dash, never as 0", async () => {
    const page = await stage.enter("ben");
    // The desk knows all its limits, so one figure of its answer is taken away here.
    await page.route("**/api/ops/getLimits", async (route) => {
      const limits = (await (await route.fetch()).json()) as { utilisation: object[] };
      limits.utilisation = limits.utilisation.map((limit) => ({ ...limit, used: null, fraction: null }));
      await route.fulfill({ json: limits });
    });
    await page.goto("/portfolio");
    const limit = page.getByRole("region", { name: "Limits in use" }).getByRole("listitem").first();
    await limit.getByText(/^– \//).waitFor();
    expect(await limit.textContent()).not.toMatch(/\$0\b|\b0%/);
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
});
