import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeskOutput } from "./lib/desk-types.ts";
import { hasChromium } from "./testing/launch-browser.ts";
import { NARROW, openStage, PATIENCE, type Stage } from "./testing/stage.ts";

/** The market page on one desk with its sample and simulated numbers. */
describe.skipIf(!hasChromium)("the market page", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 120_000);
  afterAll(() => stage.close());

  const row = (page: Page, symbol: string) => page.getByRole("row", { name: new RegExp(`^${symbol} `) });

  it("shows every instrument with prices that come by themselves, and says what ended", async () => {
    const page = await stage.enter("vik");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Market" }).click();
    await page.getByText("as it happens").waitFor();
    const { instruments } = await stage.operate("vik", "listInstruments", {});
    for (const { symbol } of instruments) await row(page, symbol).waitFor();
    await row(page, "SP500").getByText("ended").waitFor();
    const before = await row(page, "KO").locator("td").first().textContent();
    // No request may bring it: only the line can.
    await page.route("**/api/ops/getSnapshot", (route) => route.abort());
    await expect.poll(() => row(page, "KO").locator("td").first().textContent(), PATIENCE).not.toBe(before);
  });

  it("says that it is not live while the line is down, and comes back by itself", async () => {
    const page = await stage.enter("vik");
    let isDown = true;
    await page.routeWebSocket("**/api/market", (socket) => {
      if (isDown) void socket.close();
      else socket.connectToServer();
    });
    await page.goto("/market");
    await page.getByText("not live", { exact: true }).waitFor();
    await row(page, "KO").waitFor();
    isDown = false;
    await page.getByText("as it happens").waitFor();
  });

  it("says which vendor does not answer since when, and which price is stale", async () => {
    const page = await stage.enter("vik");
    await page.routeWebSocket("**/api/market", (socket) => void socket.close());
    // This desk has no vendor to lose, so its answer is told as one that lost it.
    await page.route("**/api/ops/getSnapshot", async (route) => {
      const answer = (await (await route.fetch()).json()) as DeskOutput<"getSnapshot">;
      for (const { symbol, freshness } of answer.snapshots)
        if (symbol === "KO") {
          freshness.isStale = true;
          freshness.vendors = [
            {
              name: "alpaca",
              source: "live",
              status: "failed",
              detail: "It answered 503.",
              answeredAt: freshness.asOf,
            },
          ];
        }
      await route.fulfill({ json: answer });
    });
    await page.goto("/market");
    await page.getByText(/^alpaca does not answer since .*\d\d:\d\d/).waitFor();
    await row(page, "KO").getByText("stale").waitFor();
  });

  it("shows an instrument as it was known at an instant, and leads back to now", async () => {
    const page = await stage.enter("vik", { viewport: NARROW });
    await page.goto("/market");
    await row(page, "NVDA").getByRole("button").click();
    await page.getByRole("heading", { name: "NVDA: NVIDIA" }).waitFor();
    const now = await page.getByRole("img", { name: /^Chart: NVDA/ }).getAttribute("aria-label");
    await page.getByRole("button", { name: "5Y" }).click();
    await page.getByRole("button", { name: "As traded" }).click();
    await page.getByText(/^As traded, newest bar of/).waitFor();
    await page.getByLabel("As it was known at").fill("2024-06-03T12:00");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText("Nothing that became known later is shown").waitFor();
    await page.getByRole("img", { name: /to \$[\d.,]+ on 31 May 2024/ }).waitFor();
    await page.getByRole("region", { name: "What was known about NVDA" }).getByText("Price:").waitFor();
    await page.getByRole("button", { name: "Back to now" }).click();
    await page.getByRole("button", { name: "1Y" }).click();
    await page.getByText("Nothing that became known later is shown").waitFor({ state: "detached" });
    const last = now?.match(/to \$[\d.,]+ on .*?,/)?.[0] ?? "";
    expect(last).not.toBe("");
    await expect
      .poll(() => page.getByRole("img", { name: /^Chart: NVDA/ }).getAttribute("aria-label"), PATIENCE)
      .toContain(last);
  });

  it("says whether the bars are complete, what is on, and what the economy's figures are", async () => {
    const page = await stage.enter("vik");
    await page.goto("/market");
    await row(page, "KO").getByRole("button").click();
    await page.getByRole("img", { name: /^Chart: KO/ }).waitFor();
    await page.getByRole("button", { name: "Data" }).click();
    await page.getByRole("button", { name: "Gaps and findings of KO 1d" }).click();
    await page.getByText(/^Complete: \d+ 1d bars of KO are held/).waitFor();
    await page.getByText("No vendor is configured.").waitFor();
    await page.getByText("No collector has run.").waitFor();
    await page
      .getByText(/^(Session|Half day), 09:30 to 1[36]:00 New York/)
      .first()
      .waitFor();
    const { latest } = await stage.operate("vik", "getIndicator", { series: "CPIAUCSL" });
    const cpi = page.getByRole("row", { name: /CPIAUCSL/ });
    await cpi.getByText(latest?.value?.toLocaleString("en-US") ?? "no value").waitFor();
  });

  it("says what failed and tries again when asked", async () => {
    const page = await stage.enter("vik");
    let isBroken = true;
    await page.route("**/api/ops/getCoverage", (route) =>
      isBroken
        ? route.fulfill({ status: 404, json: { error: { code: "GONE", what: "The store is away." } } })
        : route.continue(),
    );
    await page.goto("/market?view=data");
    const held = page.getByRole("region", { name: "Bars held" });
    await held.getByRole("alert").waitFor();
    isBroken = false;
    await held.getByRole("button", { name: "Try again" }).click();
    await held.getByRole("alert").waitFor({ state: "detached" });
  });
});
