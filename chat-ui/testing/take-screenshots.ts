import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ask, NARROW, openStage, WIDE } from "./stage.ts";

/** Takes every page of a real desk at both widths in both themes: `npx tsx chat-ui/testing/take-screenshots.ts <folder>`. */
const folder = process.argv[2] ?? "reports/screenshots";
await mkdir(folder, { recursive: true });
const stage = await openStage();

const first = await stage.enter("owner");
await ask(first, "buy 12 AAPL");
await first.getByRole("article", { name: /^Order ticket/ }).waitFor();
for (const { request } of (await stage.operate("ben", "listApprovals", {})).approvals)
  await stage.operate("ben", "decideApproval", { approvalId: request.id, decision: "approve" });
await first.getByRole("status").getByText("Filled").waitFor();
await ask(first, "buy $2,500 of MSFT");

for (const [size, viewport] of Object.entries({ wide: WIDE, narrow: NARROW }))
  for (const colorScheme of ["light", "dark"] as const) {
    const shoot = async (page: Page, name: string) => {
      await page.waitForLoadState("networkidle").catch(() => undefined);
      await page.waitForTimeout(500);
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
    };
    const page = await stage.enter("owner", { viewport, colorScheme });
    await shoot(page, "empty");
    await ask(page, "backtest a 20/50 SMA cross on the S&P 500 since 2010");
    await page.locator("canvas").first().waitFor();
    await page.locator("summary", { hasText: "Run a backtest" }).evaluate((row) => row.scrollIntoView());
    await shoot(page, "chat");
    await ask(page, "put $12,000 in it");
    await page.getByRole("article", { name: /^Order ticket/ }).evaluate((ticket) => ticket.scrollIntoView());
    await shoot(page, "ticket");
    const other = await stage.enter("ben", { viewport, colorScheme });
    await other.goto("/approvals");
    await other.getByRole("article").first().waitFor();
    await shoot(other, "approvals");
    const [waiting] = (await stage.operate("owner", "listApprovals", {})).approvals.slice(-1);
    if (waiting)
      await stage.operate("owner", "decideApproval", {
        approvalId: waiting.request.id,
        decision: "decline",
        note: "Once is enough.",
      });
    for (const place of ["orders", "risk", "people"]) {
      await page.goto(`/${place}`);
      await page.getByRole("table").first().waitFor();
      await shoot(page, place);
    }
    await page.goto("/market?symbol=NVDA");
    await page.getByText("as it happens").waitFor();
    await page.locator("canvas").first().waitFor();
    await shoot(page, "market");
    await page.goto("/market?view=data");
    await page.getByText("CPIAUCSL").waitFor();
    await shoot(page, "market-data");
    await page.goto("/portfolio");
    await page.getByLabel("Symbols").fill("AAPL MSFT KO XOM JPM");
    await page.getByRole("button", { name: "Work out weights" }).click();
    await page.getByText("Proved optimal").waitFor();
    await shoot(page, "portfolio");
    await page.getByRole("heading", { name: "Optimiser" }).evaluate((title) => title.scrollIntoView());
    await shoot(page, "optimiser");
    await page.getByRole("button", { name: "Halt" }).click();
    await shoot(page, "halt");
    const stranger = await stage.stranger({ viewport, colorScheme });
    await stranger.goto("/");
    await stranger.getByRole("heading", { name: "Sign in to Quarterdeck" }).waitFor();
    await shoot(stranger, "sign-in");
  }

await stage.close();
