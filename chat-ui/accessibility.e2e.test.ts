import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { ask, NARROW, openStage, type Stage, WIDE } from "./testing/stage.ts";

const require = createRequire(import.meta.url);

/** Serious and critical findings of axe on the page as it stands, in one line each. */
async function seriousFindings(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 140)).join(" | ")}`);
}

describe.skipIf(!hasChromium)("accessibility", () => {
  let stage: Stage;
  let axe: string;
  beforeAll(async () => {
    stage = await openStage();
    axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
  }, 120_000);
  afterAll(() => stage.close());

  for (const colorScheme of ["light", "dark"] as const) {
    for (const [name, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
      it(`has no serious axe finding on any page, ${colorScheme} and ${name}`, async () => {
        const page = await stage.enter("owner", { colorScheme, viewport, reducedMotion: "reduce" });
        const findings: Record<string, string[]> = { empty: await seriousFindings(page, axe) };
        await ask(page, "backtest a 20/50 SMA cross on the S&P 500 since 2010");
        await page.locator("canvas").first().waitFor();
        await page.getByTitle("Show the tool result this figure comes from").first().click();
        await ask(page, "put $12,000 in it");
        await page.getByRole("article", { name: /Order ticket/ }).waitFor();
        findings.chat = await seriousFindings(page, axe);
        const tried = { strategy: "sma-cross", symbol: "SP500", from: "2015-01-01T00:00:00.000Z" } as const;
        const { id } = await stage.operate("owner", "runBacktest", tried);
        const lab = [
          "strategies",
          "strategies?view=try",
          "strategies?view=search",
          `strategies?backtest=${id}`,
        ];
        const paths = ["approvals", "orders?new=true", "orders", "portfolio", "risk", "people"];
        for (const path of [
          ...paths,
          "market",
          "market?asOf=2026-06-01T12:00:00Z",
          "market?view=data",
          ...lab,
        ]) {
          await page.goto(`/${path}`);
          await page.getByText("Loading").first().waitFor({ state: "detached" });
          findings[path] = await seriousFindings(page, axe);
        }
        await page.getByRole("button", { name: "Halt" }).click();
        findings.dialog = await seriousFindings(page, axe);
        const strange = await stage.stranger();
        await strange.goto("/");
        await strange.getByRole("heading", { name: "Sign in to Quarterdeck" }).waitFor();
        findings.signIn = await seriousFindings(strange, axe);
        expect(Object.entries(findings).flatMap(([at, found]) => found.map((one) => `${at} ${one}`))).toEqual(
          [],
        );
      }, 180_000);
    }
  }

  it("reaches sending, the tool rows and the halt dialog by keyboard alone, and Esc gives focus back", async () => {
    const page = await stage.enter("owner");
    await page.getByRole("button", { name: "Halt" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Halt");
    await page.getByRole("textbox", { name: "Message" }).focus();
    await page.keyboard.type("how are we doing?");
    await page.keyboard.press("Enter");
    const row = page.locator("summary", { hasText: "Read the portfolio" });
    await row.waitFor();
    await row.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Result" }).waitFor();
  });
});
