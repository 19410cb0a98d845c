import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { DeskCallName, DeskInput, DeskOutput, ListedApproval, Role } from "../lib/desk-types.ts";
import { launchBrowser } from "./launch-browser.ts";
import { startDesk } from "./start-desk.ts";

export const WIDE = { width: 1440, height: 900 } as const;
export const NARROW = { width: 390, height: 844 } as const;

const CAST = {
  ben: { name: "Ben Okafor", role: "approver" },
  chloe: { name: "Chloe Tan", role: "approver" },
  tom: { name: "Tom Weir", role: "trader" },
  vik: { name: "Vik Rao", role: "viewer" },
} as const satisfies Record<string, { name: string; role: Role }>;

/** The owner, who has every scope, and those the owner invites. */
export type Who = "owner" | keyof typeof CAST;

/** How long anything on a page may take on a busy machine. */
export const PATIENCE = { timeout: 30_000 } as const;

export interface Stage {
  url: string;
  /** Signs the owner in, once; `enter` uses it up. */
  ownerLink: string;
  /** A fresh browser, signed in as that person, on the chat page. */
  enter(who: Who, options?: BrowserContextOptions): Promise<Page>;
  /** A fresh browser without a session. */
  stranger(options?: BrowserContextOptions): Promise<Page>;
  /** Does something as that person over REST, beside every page. @throws Error with the desk's words */
  operate<Name extends DeskCallName>(who: Who, name: Name, input: DeskInput<Name>): Promise<DeskOutput<Name>>;
  /** The same with the session of a page. */
  rest<Name extends DeskCallName>(page: Page, name: Name, input: DeskInput<Name>): Promise<DeskOutput<Name>>;
  /** Proposes an order as that person and waits until people are asked. */
  propose(who: Who, order: Wish): Promise<ListedApproval>;
  close(): Promise<void>;
}

interface Wish {
  symbol: string;
  notionalUsd: string;
  rationale?: string;
}

/** A real desk, its built app, and a browser to look at it. */
export async function openStage(): Promise<Stage> {
  const [desk, browser] = await Promise.all([startDesk(), launchBrowser()]);
  const seats = new Map<Who, Promise<BrowserContext>>();
  const newContext = async (options?: BrowserContextOptions) => {
    const context = await browser.newContext({ viewport: WIDE, baseURL: desk.url, ...options });
    context.setDefaultTimeout(PATIENCE.timeout);
    return context;
  };
  const post = async (from: BrowserContext, name: string, data: unknown) => {
    const answer = await from.request.post(`/api/ops/${name}`, { data, headers: { origin: desk.url } });
    if (!answer.ok()) throw new Error(`${name} was answered with ${answer.status()}: ${await answer.text()}`);
    return answer.json();
  };
  // Each person signs in once; their session is lent to every browser they use.
  const seat = (who: Who): Promise<BrowserContext> => {
    const taken = seats.get(who) ?? takeSeat(who);
    seats.set(who, taken);
    return taken;
  };
  const takeSeat = async (who: Who) => {
    const context = await newContext();
    if (who === "owner") {
      await context.request.get(desk.ownerLink);
      return context;
    }
    const invited = { ...CAST[who], email: `${who}@desk.example` };
    await context.request.get((await post(await seat("owner"), "invitePerson", invited)).signInUrl);
    return context;
  };
  return {
    url: desk.url,
    ownerLink: desk.ownerLink,
    stranger: async (options) => (await newContext(options)).newPage(),
    async enter(who, options) {
      const storageState = await (await seat(who)).storageState();
      const page = await (await newContext({ storageState, ...options })).newPage();
      await page.goto("/");
      await page.getByRole("textbox", { name: "Message" }).waitFor();
      return page;
    },
    operate: async (who, name, input) => post(await seat(who), name, input),
    rest: (page, name, input) => post(page.context(), name, input),
    async propose(who, order) {
      const from = await seat(who);
      const { id } = await post(from, "proposeOrder", { side: "buy", ...order });
      for (;;) {
        const { approvals } = await post(from, "listApprovals", {});
        const asked = approvals.find(({ proposal }: ListedApproval) => proposal.id === id);
        if (asked) return asked;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async close() {
      await browser.close();
      await desk.stop();
    },
  };
}

/** Words whose answer takes some seconds on any machine: tens of thousands of backtests. */
export const LONG_SWEEP =
  "tune the SMA cross on the S&P 500 with fast 2 to 90 step 1 and slow 101 to 250 step 1";

/** Sends words in the open conversation. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.keyboard.press("Enter");
}

/** Sends words in the open conversation and waits until the answer has ended. */
export async function ask(page: Page, text: string): Promise<void> {
  const answers = await page.getByRole("article", { name: "Quarterdeck" }).count();
  await say(page, text);
  await page.getByRole("article", { name: "Quarterdeck" }).nth(answers).waitFor();
  await page.getByText("Answer finished").waitFor({ state: "attached" });
}
