import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { NARROW, openStage, type Stage } from "./testing/stage.ts";

/** From a first backtest to the gate's refusal, by hand. */
describe.skipIf(!hasChromium)("the strategies page", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 120_000);
  afterAll(() => stage.close());

  it("tests, searches, keeps, validates, compares, is refused and prints", async () => {
    const page = await stage.enter("owner");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Strategies" }).click();
    await page.getByText("No strategy is kept yet.").waitFor();

    const run = async (fast: string) => {
      await page.getByRole("button", { name: "Backtest", exact: true }).click();
      await page.getByLabel("From").fill("2010-01-01");
      await page.getByLabel("fast", { exact: true }).fill(fast);
      await page.getByRole("button", { name: "Run the backtest" }).click();
      await page.getByRole("heading", { name: new RegExp(`sma-cross \\(fast ${fast},`) }).waitFor();
    };
    await page.getByRole("button", { name: "Backtest", exact: true }).click();
    await page.getByLabel("fast", { exact: true }).fill("2.5");
    await page.getByText("A whole number is needed.").waitFor();
    expect(await page.getByRole("button", { name: "Run the backtest" }).isDisabled()).toBe(true);
    await run("10");
    await page.getByRole("heading", { name: "What would make this luck?" }).waitFor();
    await page.getByRole("row", { name: /^2011 / }).waitFor();
    const printed = page.context().waitForEvent("page");
    await page.getByRole("button", { name: "Print the report" }).click();
    const report = await printed;
    await report.getByRole("heading", { name: "sma-cross on SP500" }).waitFor();
    await report.close();
    await run("20");

    await page.getByRole("button", { name: "Search parameters" }).click();
    await page.getByLabel("How").selectOption("tpe");
    await page.getByLabel("Trials").fill("40");
    await page.getByRole("button", { name: "Start the search" }).click();
    await page.getByText("40 of 40 trials").waitFor();
    await page.getByRole("columnheader", { name: "Unseen bars" }).waitFor();
    await page.getByLabel("Name").fill("Tuned trend");
    await page.getByLabel("Why it should earn").fill("Trends of an index last for months.");
    await page.getByRole("button", { name: "Save as a draft" }).click();

    await page.getByRole("heading", { name: "Tuned trend" }).waitFor();
    await page.getByText("It was not validated yet.").waitFor();
    await page.getByRole("button", { name: "Validate it" }).click();
    await page.getByRole("table", { name: /Walk forward/ }).waitFor();
    await page.getByText(/^From draft to candidate: \d+ of \d+ not met/).waitFor();
    await page.getByLabel("What you looked at").fill("The walk forward.");
    await page.getByRole("button", { name: "Promote it to candidate" }).click();
    await page.getByText("The gate did not let it pass").waitFor();

    await page.getByRole("button", { name: "Library" }).click();
    await page.getByRole("row", { name: /^Tuned trend/ }).waitFor();
    for (const fast of [10, 20])
      await page.getByRole("checkbox", { name: new RegExp(`^Compare sma-cross \\(fast ${fast},`) }).check();
    await page.getByRole("button", { name: "Compare 2 chosen" }).click();
    await page.getByText(/cannot be told apart|more than chance/).waitFor();
  });

  it("does not let a viewer promote, and fits a phone", async () => {
    const page = await stage.enter("vik", { viewport: NARROW });
    await page.goto("/strategies");
    await page.getByRole("button", { name: "Tuned trend" }).click();
    await page.getByRole("heading", { name: "Promotion" }).waitFor();
    await page
      .getByText(/not met/)
      .first()
      .waitFor();
    expect(await page.getByRole("button", { name: /^Promote it/ }).count()).toBe(0);
    const { isPageWhole, isBarWhole } = await page.evaluate(() => ({
      isPageWhole: (document.querySelector("#page")?.scrollWidth ?? 0) <= innerWidth,
      isBarWhole: [...document.querySelectorAll("nav a")].every(
        (link) => link.getBoundingClientRect().top >= innerHeight - 60 || link.clientWidth === 0,
      ),
    }));
    expect({ isPageWhole, isBarWhole }).toEqual({ isPageWhole: true, isBarWhole: true });
  });
});
