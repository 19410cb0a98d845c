import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ApprovalCard } from "#bots";
import { ManualClock } from "#core/model";
import {
  type Actor,
  contextFor,
  type Desk,
  getApprovalCard,
  operationNamed,
  personActor,
  proposeOrder,
  systemActor,
} from "#operations";
import type { DatabaseVariant } from "../../db/testing/databases.ts";
import {
  type Delivery,
  openSlack,
  type SlackMessage,
  type SlackStandIn,
} from "../../stand-ins/slack/index.ts";
import { readSettings } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import { type BuiltDesk, buildDesk } from "../desk.ts";
import { openSlackFace, type SlackFace } from "../slack.ts";
import { openTrading, type Trading } from "../trading.ts";

/** A Tuesday in New York, half an hour after the opening. */
const NOW = "2026-11-24T15:00:00.000Z";
/** People by name: their Slack user, and their role where an admin has linked them to a seat. */
const CAST = {
  Tess: { slack: "U0TESS001", role: "trader" },
  Ada: { slack: "U0ADA0001", role: "approver" },
  Ben: { slack: "U0BEN0001", role: "risk-admin" },
  Vic: { slack: "U0VIC0001", role: "viewer" },
  Eve: { slack: "U0EVE0001", role: null },
} as const;
export type Name = keyof typeof CAST;

export const slackUser = (name: Name): string => CAST[name].slack;

/** A whole desk as `npm start` builds it, its bot at a Slack of our own, and a clock moved by hand. */
export class SlackScene {
  face: SlackFace;
  readonly desk: Desk;

  constructor(
    readonly slack: SlackStandIn,
    readonly clock: ManualClock,
    readonly trading: Trading,
    readonly actors: Record<Seated, Actor>,
    private readonly built: BuiltDesk,
    private readonly home: string,
    private readonly callMs: number,
  ) {
    this.desk = built.desk;
    this.face = this.openFace();
  }

  async connect(): Promise<void> {
    const { socket } = this.slack;
    const before = socket.opened;
    this.face.bot.start();
    await this.slack.until(() => socket.opened > before && socket.openLinks > 0);
  }

  /** Another bot, as after a restart. */
  async restart(): Promise<void> {
    await this.face.bot.stop();
    this.face = this.openFace();
    await this.connect();
  }

  /** Lets everything that is heard or owed be done, until nothing is. @returns how many cards were worked on */
  async settle(): Promise<number> {
    let cards = 0;
    for (let moved = -1; moved !== 0; cards += moved) {
      await this.face.bot.idle();
      await this.trading.settle(10_000);
      moved = await this.face.notices.round();
    }
    return cards;
  }

  /** Tess wishes for an order worth so many dollars, a minute after the last. @returns the proposal's id */
  async propose(symbol: string, dollars: string, rationale = ""): Promise<string> {
    this.clock.advance(61_000);
    const draft = { symbol, side: "buy", notionalUsd: dollars, rationale };
    return (await proposeOrder.perform(contextFor(this.desk, this.actors.Tess), draft)).id;
  }

  async facts(proposalId: string): Promise<ApprovalCard> {
    const asBot = contextFor(this.desk, systemActor("slackBot"));
    const { card } = await getApprovalCard.perform(asBot, { about: proposalId });
    if (!card) throw new Error("nobody was asked about this proposal");
    return card;
  }

  /** The message in Slack that shows this proposal. */
  async cardOf(proposalId: string): Promise<SlackMessage> {
    const { place } = await this.facts(proposalId);
    const message = this.slack.messages.find((posted) => posted.ts === place?.ts);
    if (!message) throw new Error("the proposal has no card in Slack");
    return message;
  }

  click(name: Name, card: SlackMessage, button: "approve" | "decline", seen?: number): Delivery {
    return this.slack.click(slackUser(name), card, `${button}_order`, seen);
  }

  /** What was told to one person only, oldest first. */
  toldTo(name: Name): string[] {
    return this.slack.messages.filter((told) => told.onlyFor === slackUser(name)).map((told) => told.text);
  }

  async close(): Promise<void> {
    await this.face.bot.stop();
    await this.trading.close();
    await this.built.database.close();
    await this.slack.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  private openFace(): SlackFace {
    const { botToken, appToken } = this.slack.workspace;
    const settings = { botToken, appToken, channel: "C0TRADING", apiUrl: this.slack.apiUrl };
    return openSlackFace(this.desk, "paper", settings, null, this.callMs);
  }
}

/** @param callMs how long the bot waits for one answer of Slack */
export async function openSlackScene(variant: DatabaseVariant, callMs = 60_000): Promise<SlackScene> {
  const people = Object.entries(CAST).map(([name, { slack: id }]) => [id, name]);
  const slack = await openSlack({ users: Object.fromEntries(people) });
  const clock = new ManualClock(NOW);
  const environment = readSettings({});
  const home = mkdtempSync(join(tmpdir(), "quarterdeck-slack-"));
  const settings = {
    ...environment,
    home,
    logLevel: "silent" as const,
    // What makes cards owed; the bot itself is given its own below.
    slack: { botToken: "xoxb-", appToken: "xapp-", channel: "C0TRADING", apiUrl: slack.apiUrl },
  };
  const config = loadConfig(environment.configFile);
  const database = await variant.open();
  const built = await buildDesk({ settings, config, clock, database, inMemory: true });
  const trading = await openTrading(built, { brokerFolder: null });
  const scene = new SlackScene(slack, clock, trading, await seat(built), built, home, callMs);
  await scene.connect();
  return scene;
}

type Seated = Exclude<Name, "Eve">;

async function seat({ desk, owner }: BuiltDesk): Promise<Record<Seated, Actor>> {
  const asOwner = contextFor(desk, personActor(owner, "terminal"));
  const actors: Partial<Record<Seated, Actor>> = {};
  for (const [name, { slack, role }] of Object.entries(CAST)) {
    if (role === null) continue;
    const { person } = (await operationNamed("invitePerson").perform(asOwner, {
      name,
      email: `${name.toLowerCase()}@desk.example`,
      role,
    })) as { person: { id: string } };
    await operationNamed("linkSlackUser").perform(asOwner, { personId: person.id, slackUserId: slack });
    actors[name as Seated] = personActor({ id: person.id, name, role }, "web");
  }
  // Two people also below the size that is not approved in Slack.
  await operationNamed("addApprovalPolicy").perform(asOwner, {
    policy: { id: "two-above-5000", when: { notionalAboveUsd: "5000" }, quorum: 2 },
    reason: "Orders for two hands that Slack may approve",
  });
  return actors as Record<Seated, Actor>;
}
