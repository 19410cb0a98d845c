import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "./testing/launch-browser.ts";
import { ask, LONG_SWEEP, openStage, type Stage, say } from "./testing/stage.ts";

/** One day at a real desk, in order: each part goes on where the one before it ended. */
describe.skipIf(!hasChromium)("a day at the desk", () => {
  let stage: Stage;
  let owner: Page;
  beforeAll(async () => {
    stage = await openStage();
    owner = await stage.stranger();
  }, 120_000);
  afterAll(() => stage.close());

  const answer = () => owner.getByRole("article", { name: "Quarterdeck" }).last();
  const ticket = (page: Page): Locator => page.getByRole("article", { name: /^Order ticket: Buy \d+ SPY$/ });
  const deed = async () => (await ticket(owner).getAttribute("aria-label"))?.replace("Order ticket: ", "");
  const goTo = (page: Page, place: string | RegExp) =>
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: place }).click();

  it("signs the owner in by the link of the terminal, once", async () => {
    await owner.goto("/");
    await owner.getByRole("heading", { name: "Sign in to Quarterdeck" }).waitFor();
    await owner.goto(stage.ownerLink);
    await owner.getByText("What shall we look at?").waitFor();
    const second = await stage.stranger();
    expect((await second.goto(stage.ownerLink))?.status()).toBe(410);
    await second.getByRole("heading", { name: "This link no longer works" }).waitFor();
    await second.context().close();
  });

  it("answers a backtest with words, an opening tool call and a chart", async () => {
    await ask(owner, "backtest a 20/50 SMA cross on the S&P 500 since 2010");
    const call = owner.locator("details", { hasText: "Run a backtest" });
    await call.locator("summary").click();
    await call.getByRole("region", { name: "Arguments" }).getByText("sma-cross").waitFor();
    await call.getByRole("region", { name: "Result" }).getByText(/^bkt_/).first().waitFor();
    await owner.getByRole("img", { name: /^Chart: .*SP500.* goes from \$100,000\.00 on / }).waitFor();
    await owner.locator("canvas").first().waitFor();
    await answer()
      .getByRole("row", { name: /Sharpe ratio/ })
      .waitFor();
    expect(await answer().locator("mark").count(), "a figure without a tool result behind it").toBe(0);
  });

  it("turns money into a ticket with every check, which its asker cannot approve", async () => {
    await ask(owner, "put $12,000 in it");
    await ticket(owner).getByText("0 of 2 approvals").waitFor();
    await ticket(owner).getByText("your own approval does not count: 2 other people").waitFor();
    await ticket(owner).getByText("Approval threshold").waitFor();
    const summary = ticket(owner).getByText(/^\d+ of \d+ checks passed$/);
    await summary.click();
    const total = Number(/of (\d+)/.exec((await summary.textContent()) ?? "")?.[1]);
    const checks = ticket(owner)
      .getByRole("listitem")
      .filter({ hasText: /(?<![A-Z0-9_])C\d\d/ });
    await checks.nth(total - 1).waitFor();
    expect(await checks.count()).toBe(total);
    expect(await ticket(owner).getByRole("button", { name: /^Buy/ }).count()).toBe(0);
    const [waiting] = (await stage.rest(owner, "listApprovals", {})).approvals;
    const vote = { approvalId: waiting?.request.id ?? "", decision: "approve" } as const;
    await expect(stage.rest(owner, "decideApproval", vote)).rejects.toThrow("403");
  });

  it("lets two invited people approve it, and shows fill and position without a reload", async () => {
    const [ben, chloe] = [await invite("Ben Okafor"), await invite("Chloe Tan")];
    await owner.goBack();
    await ticket(owner).getByText("0 of 2 approvals").waitFor();
    let loads = 0;
    owner.on("load", () => loads++);
    const approve = async (page: Page) => {
      await goTo(page, /Approvals/);
      const units = /[\d,]+/.exec((await deed()) ?? "")?.[0] ?? "";
      await page.getByRole("textbox", { name: /^Type the quantity/ }).fill(units);
      await page.getByRole("button", { name: await deed() }).click();
    };
    await approve(ben);
    await ticket(owner).getByText("1 of 2 approvals").waitFor();
    await ticket(owner).getByText("Ben Okafor approved").waitFor();
    await approve(chloe);
    await ticket(owner)
      .getByText(/^Fill \d+ at \$/)
      .first()
      .waitFor();
    await ticket(owner).getByRole("status").getByText("Filled").waitFor();
    const units = /\d+/.exec((await deed()) ?? "")?.[0];
    await owner.getByRole("complementary", { name: "Desk" }).getByText(`${units} units`).waitFor();
    await ticket(ben).getByText("Filled").first().waitFor();
    expect(loads).toBe(0);
  });

  it("tells why, from the backtest to the fill", async () => {
    await ask(owner, "why did we buy?");
    for (const link of ["backtest", "proposal", "verdict", "approval", "order", "fill"])
      await answer().getByText(link, { exact: true }).first().waitFor();
    await answer()
      .getByText(/Ben Okafor/)
      .first()
      .waitFor();
  });

  it("loses nothing when the page is left in the middle of an answer", async () => {
    await say(owner, LONG_SWEEP);
    await owner.getByRole("progressbar").waitFor();
    await owner.reload();
    await owner.getByRole("button", { name: "Stop the answer" }).waitFor();
    await owner.getByRole("progressbar").waitFor();
    await owner.getByText("Answer finished").waitFor({ state: "attached" });
    await answer()
      .getByRole("row", { name: /Sharpe ratio/ })
      .waitFor();
    expect(await owner.getByRole("article", { name: "You" }).count()).toBe(4);
    expect(await owner.getByRole("article", { name: "Quarterdeck" }).count()).toBe(4);
  });

  it("stops an answer in the place of send, and stays usable", async () => {
    await say(owner, LONG_SWEEP);
    await owner.getByRole("progressbar").waitFor();
    await owner.getByRole("button", { name: "Stop the answer" }).click();
    await owner.getByRole("button", { name: "Send" }).waitFor();
    await ask(owner, "how are we doing?");
    await answer().locator("summary", { hasText: "Read the portfolio" }).waitFor();
  });

  it("signs out, and the session is over", async () => {
    await owner.getByLabel(/theme and sign-out/).click();
    await owner.getByRole("button", { name: "Sign out" }).click();
    await owner.getByRole("heading", { name: "Sign in to Quarterdeck" }).waitFor();
    await owner.goto("/portfolio");
    await owner.getByRole("heading", { name: "Sign in to Quarterdeck" }).waitFor();
  });

  /** Invites a person on the People page as the owner, and lets them sign in by their link in a browser of their own. */
  async function invite(name: string): Promise<Page> {
    await goTo(owner, "People");
    await owner.getByLabel("Name", { exact: true }).fill(name);
    await owner.getByLabel("Email").fill(`${name.split(" ")[0]?.toLowerCase()}@desk.example`);
    await owner.getByLabel("Role").selectOption("approver");
    await owner.getByRole("button", { name: "Invite and make a link" }).click();
    await owner.getByText(`${name} has a seat`).waitFor();
    const link = await owner.getByText(/\/sign-in\?token=/).textContent();
    const page = await stage.stranger();
    await page.goto(link ?? "");
    await page.getByText("What shall we look at?").waitFor();
    return page;
  }
});
