import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { buildAssets } from "./build-assets.ts";
import { startFixtureServer } from "./fixture-server.ts";
import { launchBrowser } from "./launch-browser.ts";

/** Takes every page at both widths in both themes: `npx tsx chat-ui/testing/take-screenshots.ts <folder>`. */
const folder = process.argv[2] ?? "reports/screenshots";
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;
const THEMES = ["light", "dark"] as const;

const assets = await buildAssets();
const server = await startFixtureServer(assets);
const browser = await launchBrowser();
await mkdir(folder, { recursive: true });

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const theme of THEMES) {
    const page = await browser.newPage({ viewport, colorScheme: theme });
    const shoot = (name: string) => page.screenshot({ path: join(folder, `${name}-${size}-${theme}.png`) });
    await page.goto(`${server.url}/sign-in?token=ada`);
    await page.getByText("What shall we look at?").waitFor();
    await shoot("empty");
    await converse(page, "Backtest a 20/50 SMA cross on the S&P 500 since 2010");
    await shoot("chat");
    await page.getByRole("article", { name: "Quarterdeck" }).scrollIntoViewIfNeeded();
    await converse(page, "Put $12,000 in AAPL");
    await shoot("ticket");
    await page.goto(`${server.url}/sign-in?token=ben`);
    await page.goto(`${server.url}/approvals`);
    await page.getByRole("article").first().waitFor();
    await shoot("approvals");
    await page.goto(`${server.url}/portfolio`);
    await page.getByText("Limits in use").waitFor();
    await page.waitForTimeout(300);
    await shoot("portfolio");
    await page.goto(`${server.url}/sign-in?token=ada`);
    await page.goto(`${server.url}/people`);
    await page.getByText("Invite and make a link").waitFor();
    await shoot("people");
    await page.getByRole("button", { name: "Halt" }).click();
    await shoot("halt");
    await page.close();
  }
}

await browser.close();
await server.close();
await rm(assets, { recursive: true });

async function converse(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.keyboard.press("Enter");
  await page.getByRole("status").filter({ hasText: "Answer finished" }).waitFor({ state: "attached" });
  await page.waitForTimeout(500);
}
