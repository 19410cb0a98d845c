import { rm } from "node:fs/promises";
import type { BrowserContextOptions, Page } from "playwright-core";
import { buildAssets } from "./build-assets.ts";
import { type FixtureServer, startFixtureServer } from "./fixture-server.ts";
import { launchBrowser } from "./launch-browser.ts";

export const WIDE = { width: 1440, height: 900 } as const;
export const NARROW = { width: 390, height: 844 } as const;

export interface Stage {
  server: FixtureServer;
  /** A fresh browser, signed in as a person ("ada", "ben", "chloe", "vik"), on the chat page. */
  enter(who: string, options?: BrowserContextOptions): Promise<Page>;
  /** A fresh browser without a session. */
  stranger(): Promise<Page>;
  close(): Promise<void>;
}

/** The built app before a fixture server, with a browser to look at it. */
export async function openStage(): Promise<Stage> {
  const assets = await buildAssets();
  const server = await startFixtureServer(assets);
  const browser = await launchBrowser();
  const newPage = async (options?: BrowserContextOptions) => {
    const context = await browser.newContext({ viewport: WIDE, baseURL: server.url, ...options });
    context.setDefaultTimeout(8_000);
    return context.newPage();
  };
  return {
    server,
    stranger: () => newPage(),
    async enter(who, options) {
      const page = await newPage(options);
      await page.goto(`/sign-in?token=${who}`);
      await page.getByText("What shall we look at?").waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      await rm(assets, { recursive: true, force: true });
    },
  };
}

/** Sends words in the open conversation and waits until the answer has ended. */
export async function ask(page: Page, text: string): Promise<void> {
  const answers = await page.getByRole("article", { name: "Quarterdeck" }).count();
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.keyboard.press("Enter");
  await page.getByRole("article", { name: "Quarterdeck" }).nth(answers).waitFor();
  await page.getByText("Answer finished").waitFor({ state: "attached" });
}
