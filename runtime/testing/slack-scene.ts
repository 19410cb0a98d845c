import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ManualClock } from "#core/model";
import type { DatabaseVariant } from "../../db/testing/databases.ts";
import {
  type Actor,
  contextFor,
  getApprovalCard,
  operationNamed,
  personActor,
  proposeOrder,
  systemActor,
} from "#operations";
import { openSlack, type SlackMessage } from "../../stand-ins/slack/index.ts";
import { readSettings } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import { buildDesk } from "../desk.ts";
import { openSlackFace } from "../slack.ts";
import { openTrading } from "../trading.ts";

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
export async function openSlackScene(variant: DatabaseVariant, callMs = 5_000) {
  const slack = await openSlack({
    users: Object.fromEntries(Object.entries(CAST).map(([name, { slack: id }]) => [id, name])),
  });
  const clock = new ManualClock(NOW);
  const home = mkdtempSync(join(tmpdir(), "quarterdeck-slack-"));
  const bot = { botToken: slack.workspace.botToken, appToken: slack.workspace.appToken };
  const settings = {
    ...readSettings({}),
    home,
    logLevel: "silent" as const,
    slack: { ...bot, channel: "C0TRADING", apiUrl: slack.apiUrl },
  };
  const config = loadConfig(settings.configFile);
  const database = await variant.open();
  const built = await buildDesk({ settings, config, clock, database, inMemory: true });
  const { desk } = built;
  const trading = await openTrading(built, { brokerFolder: null });
  const openFace = () => openSlackFace(desk, "paper", settings.slack, null, callMs);
  const scene = {
    slack,
    clock,
    desk,
    trading,
    face: openFace(),
    actors: await seat(built.owner, desk),
    /** Lets everything that is owed be done, until nothing is. @returns how many cards were worked on */
    async settle() {
      let cards = 0;
      for (let moved = -1; moved !== 0; ) {
        await trading.settle(10_000);
        moved = await scene.face.notices.round();
        cards += moved;
      }
      return cards;
    },
    /** Another bot, as after a restart. */
    async restart() {
      await scene.face.bot.stop();
      scene.face = openFace();
      await connect();
    },
    /** Tess wishes for an order worth so many dollars. @returns the proposal's id */
    async propose(symbol: string, dollars: string, rationale = "") {
      clock.advance(61_000);
      const draft = { symbol, side: "buy", notionalUsd: dollars, rationale };
      return (await proposeOrder.perform(contextFor(desk, scene.actors.Tess), draft)).id;
    },
    async cardFacts(proposalId: string) {
      const { card } = await getApprovalCard.perform(contextFor(desk, systemActor("slackBot")), {
        about: proposalId,
      });
      if (!card) throw new Error("nobody was asked about this proposal");
      return card;
    },
    /** The message in Slack that shows this proposal. */
    async cardOf(proposalId: string): Promise<SlackMessage> {
      const { place } = await scene.cardFacts(proposalId);
      const message = slack.messages.find((posted) => posted.ts === place?.ts);
      if (!message) throw new Error("the proposal has no card in Slack");
      return message;
    },
    click: (name: Name, card: SlackMessage, button: "approve" | "decline", seen?: number) =>
      slack.click(slackUser(name), card, `${button}_order`, seen),
    /** What was told to one person only, oldest first. */
    toldTo: (name: Name) =>
      slack.messages.filter((message) => message.onlyFor === slackUser(name)).map((message) => message.text),
    async close() {
      await scene.face.bot.stop();
      await trading.close();
      await database.close();
      await slack.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
  const connect = async () => {
    const before = slack.socket.opened;
    scene.face.bot.start();
    await slack.until(() => slack.socket.opened > before && slack.socket.openLinks > 0);
  };
  await connect();
  return scene;
}
export type SlackScene = Awaited<ReturnType<typeof openSlackScene>>;

type Seated = Exclude<Name, "Eve">;

async function seat(
  owner: Parameters<typeof personActor>[0],
  desk: Parameters<typeof contextFor>[0],
): Promise<Record<Seated, Actor>> {
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
  return actors as Record<Seated, Actor>;
}
