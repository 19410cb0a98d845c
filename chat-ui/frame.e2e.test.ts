import type { Page, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { NARROW, openStage, type Stage } from "./testing/stage.ts";

/** In order: the halt comes last, since a desk opens fully only a quarter of an hour after it. */
describe.skipIf(!hasChromium)("frame", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 120_000);
  afterAll(() => stage.close());

  it("says PAPER, the sources and the model on every page, at both widths", async () => {
    for (const viewport of [undefined, NARROW]) {
      const page = await stage.enter("owner", viewport ? { viewport } : {});
      for (const path of ["/", "/approvals", "/orders", "/portfolio", "/risk", "/people"]) {
        await page.goto(path);
        const banner = page.getByRole("banner");
        await banner.getByText("PAPER").waitFor();
        await banner.getByText(/offline operator/i).waitFor();
        await banner.getByText("sample").first().waitFor();
        await page.waitForLoadState("networkidle");
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(overflow, `${path} scrolls sideways`).toBe(false);
        const isTaller = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight);
        expect(isTaller, `${path} lets the bars be scrolled away`).toBe(false);
      }
    }
  });

  it("shows two tabs the same, and loses nothing to a missed event or a cut line", async () => {
    const page = await stage.enter("ben");
    let line: WebSocketRoute | undefined;
    let isDeaf = false;
    const sent: string[] = [];
    await page.routeWebSocket("**/api/live", (socket) => {
      line = socket;
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        sent.push(String(message));
        server.send(message);
      });
      server.onMessage((message) => void (isDeaf || socket.send(message)));
    });
    await page.goto("/approvals");
    await page.getByText("Connected").waitFor();
    const tab = await page.context().newPage();
    await tab.goto("/approvals");
    const seen = (where: Page, symbol: string) =>
      where.getByRole("article", { name: new RegExp(`^Order ticket: Buy \\d+ ${symbol}$`) }).waitFor();

    isDeaf = true;
    await stage.propose("tom", { symbol: "XOM", notionalUsd: "2000" });
    await seen(tab, "XOM");
    isDeaf = false;
    await stage.propose("tom", { symbol: "KO", notionalUsd: "2000" });
    for (const symbol of ["XOM", "KO"]) await seen(page, symbol);
    expect(sent).toContain('{"type":"resync"}');

    await line?.close();
    await page.getByText("Connection lost, retrying").waitFor();
    await stage.propose("tom", { symbol: "JPM", notionalUsd: "2000" });
    await page.getByText("Connected").waitFor();
    for (const where of [page, tab]) await seen(where, "JPM");
  });

  it("paints the chosen theme before the first paint and keeps it", async () => {
    const page = await stage.enter("owner", { colorScheme: "dark" });
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    expect(await theme()).toBe("dark");
    await page.getByLabel("Owner: theme and sign-out").click();
    await page.getByRole("button", { name: "Light theme" }).click();
    expect(await theme()).toBe("light");
    await page.route("**/*.js", (route) =>
      route.request().url().endsWith("/theme.js") ? route.continue() : route.abort(),
    );
    await page.reload();
    expect(await theme()).toBe("light");
  });

  it("shows an invitation's link once, and links a Slack user", async () => {
    const page = await stage.enter("owner");
    await page.goto("/people");
    await page.getByLabel("Name", { exact: true }).fill("Dora Quist");
    await page.getByLabel("Email").fill("dora@desk.example");
    await page.getByLabel("Role").selectOption("trader");
    await page.getByRole("button", { name: "Invite and make a link" }).click();
    await page.getByText(/sign-in\?token=/).waitFor();
    await page.getByRole("row", { name: /Dora Quist/ }).waitFor();
    await page.getByRole("button", { name: "Link Slack user of Dora Quist" }).click();
    await page.keyboard.type("U0DORA0002");
    await page.keyboard.press("Enter");
    await page.getByText("U0DORA0002").waitFor();
    await page.reload();
    await page.getByText("U0DORA0002").waitFor();
    expect(await page.getByText(/sign-in\?token=/).count()).toBe(0);
  });

  it("halts in two steps with a reason, for everyone at once", async () => {
    const [owner, vik] = await Promise.all([stage.enter("owner"), stage.enter("vik")]);
    await vik.getByRole("button", { name: "Halt" }).click();
    const dialog = vik.getByRole("dialog", { name: "Halt all trading?" });
    await dialog.getByLabel("Reason").fill("Prices look wrong");
    expect((await stage.operate("owner", "getPortfolio", {})).tradingState).toBe("ACTIVE");
    await dialog.getByRole("button", { name: "Halt trading now" }).click();
    await owner.getByText("Trading halted").waitFor();
    await dialog.waitFor({ state: "hidden" });
    await vik.getByText("Trading halted").waitFor();
    expect(await vik.getByRole("button", { name: "Resume…" }).count()).toBe(0);
    await owner.getByRole("button", { name: "Resume…" }).click();
    await owner.getByLabel("Reason").fill("Checked");
    await owner.getByRole("button", { name: "Resume trading" }).click();
    await vik.getByText("Reducing only").waitFor();
  });

  it("shows the sign-in page in every tab when a session ends", async () => {
    const page = await stage.enter("vik");
    const tab = await page.context().newPage();
    await tab.goto("/portfolio");
    await tab.getByText("Connected").waitFor();
    await page.getByLabel(/theme and sign-out/).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in to Quarterdeck" }).waitFor();
    await stage.operate("owner", "halt", { reason: "So that the other tab is told something" });
    await tab.getByRole("heading", { name: "Sign in to Quarterdeck" }).waitFor();
  });
});
