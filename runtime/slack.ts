import { SlackBot, type SlackDesk } from "#bots";
import { OperatorError } from "#core/model";
import {
  type Actor,
  contextFor,
  type Desk,
  decideApproval,
  findInbound,
  getApprovalCard,
  halt,
  recordInbound,
  recordSlackCard,
  systemActor,
} from "#operations";
import { actorBySlackUser } from "#server";
import type { Component } from "./components/component.ts";
import type { Settings } from "./config/environment.ts";
import { Dispatcher } from "./dispatcher.ts";
import { noticeHandlers } from "./flows.ts";

const SOURCE = "slack";
/** How long a halt waits to learn who asks, before it raises the flag without knowing; then for the database. */
const WHO_WITHIN_MS = 600;
const HALT_WITHIN_MS = 1_500;
/** A card is owed for some three hours of Slack being away, at a minute between the later tries. */
const MAX_ATTEMPTS = 200;

/** The desk's face in Slack, and whatever delivers what it is owed. */
export interface SlackFace {
  bot: SlackBot;
  component: Component;
  /** Apart from the dispatcher of orders, so that a Slack that hangs holds up nothing but cards. */
  notices: Dispatcher;
}

export function openSlackFace(
  desk: Desk,
  account: string,
  settings: NonNullable<Settings["slack"]>,
  webUrl: string | null,
  callMs?: number,
): SlackFace {
  const bot = new SlackBot(slackDesk(desk, account, webUrl), settings, desk.log, callMs);
  return {
    bot,
    notices: new Dispatcher(desk, noticeHandlers(bot), MAX_ATTEMPTS),
    component: {
      name: "slack",
      start: async () => bot.start(),
      health: () => bot.health(),
      stop: () => bot.stop(),
    },
  };
}

/** Each wish of the bot as one operation, by the bot itself or by the person an admin linked to the Slack user. */
export function slackDesk(desk: Desk, account: string, webUrl: string | null): SlackDesk {
  const asBot = () => contextFor(desk, systemActor("slackBot"));
  const cardAbout = async (about: string) => (await getApprovalCard.perform(asBot(), { about })).card;
  return {
    webUrl,
    card: cardAbout,
    recordCard: async (place) => void (await recordSlackCard.perform(asBot(), place)),
    isHandled: async (eventId) => (await findInbound.perform(asBot(), { source: SOURCE, eventId })).known,
    markHandled: async (eventId) => (await recordInbound.perform(asBot(), { source: SOURCE, eventId })).fresh,
    async decide(slackUserId, approvalId, decision) {
      const actor = await actorBySlackUser(desk.db, slackUserId);
      const votes = (await cardAbout(approvalId))?.ticket.approval.approvals ?? [];
      await decideApproval.perform(contextFor(desk, actor), { approvalId, decision });
      return {
        stoodAlready: votes.some((vote) => vote.approver === actor.id && vote.decision === decision),
      };
    },
    async halt(slackUserId, reason) {
      const actor = await whoHalts(desk, slackUserId, reason);
      if (!actor) return { status: "flagged" };
      const input = { account, ...(reason && { reason }) };
      // The operation raises the flag before it turns to the database.
      const done = await within(HALT_WITHIN_MS, halt.perform(contextFor(desk, actor), input)).catch(
        (error) => {
          if (desk.haltFlag()) return null;
          throw error;
        },
      );
      return done ? { status: "halted", by: actor.name, reason: done.reason } : { status: "flagged" };
    },
  };
}

/**
 * The person who asks for a halt. When the database cannot say who it is, the flag is raised all the same:
 * stopping wrongly is cheaper than going on wrongly.
 *
 * @returns null when only the flag could be raised
 * @throws OperatorError SLACK_USER_UNKNOWN
 */
async function whoHalts(desk: Desk, slackUserId: string, reason: string | null): Promise<Actor | null> {
  const asked = actorBySlackUser(desk.db, slackUserId).catch((error: unknown) => {
    if (error instanceof OperatorError && error.kind === "permission") throw error;
    desk.log.error({ err: error, slackUserId }, "a halt from Slack could not be traced to a person");
    return null;
  });
  const actor = await within(WHO_WITHIN_MS, asked);
  if (!actor) desk.setHaltFlag(true, reason ?? "Halted from Slack");
  return actor;
}

/** What the work gives, or null when it takes longer. The work itself goes on. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
