import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { NARROW, openStage, type Stage } from "./testing/stage.ts";

describe.skipIf(!hasChromium)("portfolio", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  }, 60_000);
  afterEach(() => stage.close());

  it("shows positions, orders and fills with the source beside the price, gains with their sign", async () => {
    const page = await stage.enter("ben");
    await page.goto("/portfolio");
    const row = page.getByRole("row", { name: /SP500/ });
    for (const words of ["S&P 500 index", "$2,584.59", "sample", "−$76.23", "−0.97%"]) {
      await row.getByText(words).first().waitFor();
    }
    await page.getByRole("region", { name: "Orders" }).getByText("Filled", { exact: true }).first().waitFor();
    await page.getByRole("region", { name: "Fills" }).getByText("$1.22").waitFor();
  }, 30_000);

  it("writes what nobody knows as a dash, never as 0", async () => {
    const page = await stage.enter("ben");
    await page.goto("/portfolio");
    const limit = page.getByRole("region", { name: "Limits in use" }).getByRole("listitem").last();
    await limit.getByText("– / $68,400").waitFor();
    expect(await limit.textContent()).not.toMatch(/\$0\b|\b0%/);
  }, 30_000);

  it("says why a part is empty and what to do next", async () => {
    stage.server.desk.positions = [];
    const page = await stage.enter("ben");
    await page.goto("/portfolio");
    const positions = page.getByRole("region", { name: "Positions" });
    await positions.getByText("No positions.").waitFor();
    await positions.getByRole("link", { name: "Ask in the chat" }).click();
    await page.getByText("What shall we look at?").waitFor();
  }, 30_000);

  it("lets one part fail alone, in the server's words, and try again in place", async () => {
    const page = await stage.enter("ben");
    const error = {
      code: "DATABASE_DOWN",
      kind: "input",
      what: "Fills cannot be read.",
      why: "W.",
      fix: "Do F.",
    };
    await page.route("**/api/ops/listFills", (route) => route.fulfill({ status: 400, json: { error } }));
    await page.goto("/portfolio");
    const fills = page.getByRole("region", { name: "Fills" });
    await fills.getByText("Fills cannot be read.").waitFor();
    await page.getByRole("row", { name: /MSFT/ }).first().waitFor();
    await page.unroute("**/api/ops/listFills");
    await fills.getByRole("button", { name: "Try again" }).click();
    await fills.getByText("$1.22").waitFor();
  }, 30_000);

  it("turns rows into cards at 390 px, each figure with its name", async () => {
    const page = await stage.enter("ben", { viewport: NARROW });
    await page.goto("/portfolio");
    const cell = page.getByRole("cell", { name: "$405.20" }).first();
    await cell.waitFor();
    const name = await cell.evaluate((node) => getComputedStyle(node, "::before").content);
    expect(name).toBe('"Average cost"');
  }, 30_000);
});
