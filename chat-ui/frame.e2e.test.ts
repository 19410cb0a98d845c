import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { NARROW, openStage, type Stage } from "./testing/stage.ts";

describe.skipIf(!hasChromium)("frame", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  }, 60_000);
  afterEach(() => stage.close());

  it("explains to a stranger how to get a link, and does so again when a session ends", async () => {
    const page = await stage.stranger();
    await page.goto("/portfolio");
    await page.getByRole("heading", { name: "Sign in to Quarterdeck" }).waitFor();
    await page.getByText("The owner link was printed in the terminal").waitFor();
    await page.goto("/sign-in?token=vik");
    await page.getByText("What shall we look at?").waitFor();
    stage.server.endSessions();
    stage.server.desk.tell("order.filled", "any");
    await page.getByRole("heading", { name: "Sign in to Quarterdeck" }).waitFor();
  }, 30_000);

  it("says PAPER, the sources and the model on every page, at both widths", async () => {
    for (const viewport of [undefined, NARROW]) {
      const page = await stage.enter("ada", viewport ? { viewport } : {});
      for (const path of ["/", "/approvals", "/portfolio", "/people"]) {
        await page.goto(path);
        const banner = page.getByRole("banner");
        await banner.getByText("PAPER").waitFor();
        await banner.getByText("Offline operator").waitFor();
        await banner.getByText("sample").first().waitFor();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(overflow, `${path} scrolls sideways`).toBe(false);
      }
    }
  }, 40_000);

  it("halts in two steps with a reason, for everyone at once", async () => {
    const [ada, vik] = await Promise.all([stage.enter("ada"), stage.enter("vik")]);
    await vik.getByRole("button", { name: "Halt" }).click();
    expect(stage.server.desk.tradingState).toBe("ACTIVE");
    const dialog = vik.getByRole("dialog", { name: "Halt all trading?" });
    await dialog.getByLabel("Reason").fill("Prices look wrong");
    await dialog.getByRole("button", { name: "Halt trading now" }).click();
    await ada.getByText("Trading halted").waitFor();
    await dialog.waitFor({ state: "hidden" });
    await vik.getByText("Trading halted").waitFor();
    expect(await vik.getByRole("button", { name: "Resume…" }).count()).toBe(0);
    await ada.getByRole("button", { name: "Resume…" }).click();
    await ada.getByLabel("Reason").fill("Checked");
    await ada.getByRole("button", { name: "Resume trading" }).click();
    await vik.getByText("Reducing only").waitFor();
  }, 30_000);

  it("follows the desk live, asks again after a gap, and comes back after a cut line", async () => {
    const page = await stage.enter("ben");
    const sent: string[] = [];
    page.on("websocket", (socket) => socket.on("framesent", (frame) => sent.push(String(frame.payload))));
    await page.reload();
    await page.getByText("Connected").waitFor();
    const { desk } = stage.server;
    stage.server.skipAnEvent();
    desk.tradingState = "REDUCING";
    desk.tell("limits.changed", "3");
    await page.getByText("Reducing only").waitFor();
    expect(sent).toContain('{"type":"resync"}');
    stage.server.cutLines();
    await page.getByText("Connection lost, retrying").waitFor();
    await page.getByText("Connected").waitFor();
    desk.setTrading("ACTIVE");
    await page.getByText("Trading active").waitFor();
  }, 30_000);

  it("paints the chosen theme before the first paint and keeps it", async () => {
    const page = await stage.enter("ada", { colorScheme: "dark" });
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    expect(await theme()).toBe("dark");
    await page.getByLabel("Ada Reyes: theme and sign-out").click();
    await page.getByRole("button", { name: "Light theme" }).click();
    expect(await theme()).toBe("light");
    await page.route("**/*.js", (route) =>
      route.request().url().endsWith("/theme.js") ? route.continue() : route.abort(),
    );
    await page.reload();
    expect(await theme()).toBe("light");
  }, 30_000);

  it("invites a person and shows the link once; links a Slack user", async () => {
    const page = await stage.enter("ada");
    await page.goto("/people");
    await page.getByLabel("Name", { exact: true }).fill("Dora Quist");
    await page.getByLabel("Email").fill("dora@desk.example");
    await page.getByLabel("Role").selectOption("trader");
    await page.getByRole("button", { name: "Invite and make a link" }).click();
    await page.getByText(/sign-in\?token=once-/).waitFor();
    await page.getByRole("row", { name: /Dora Quist/ }).waitFor();
    await page.getByRole("button", { name: "Link Slack user of Ben Okafor" }).click();
    await page.keyboard.type("U0BEN0002");
    await page.keyboard.press("Enter");
    await page.getByText("U0BEN0002").waitFor();
    await page.reload();
    expect(await page.getByText(/sign-in\?token=once-/).count()).toBe(0);
  }, 30_000);
});
