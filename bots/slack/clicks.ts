import type { App, BlockButtonAction, webApi } from "@slack/bolt";
import { OperatorError } from "#core/model";
import type { Logger } from "#operations";
import { APPROVE, DECLINE, OPEN_APP } from "./card.ts";
import type { SlackDesk, Vote } from "./desk-door.ts";
import { escapeMrkdwn } from "./foreign-text.ts";
import type { Once } from "./once.ts";
import type { UnderWay } from "./under-way.ts";

export interface ListenerDeps {
  desk: SlackDesk;
  web: webApi.WebClient;
  once: Once;
  underWay: UnderWay;
  log: Logger;
  /** The workspace the app is installed in. */
  teamId(): string | null;
}

/** Hears the card's buttons. Of a click only who and which approval are used; the rest is read from the desk. */
export function hearClicks(app: App, deps: ListenerDeps): void {
  // Slack opens the link itself, and tells of it all the same.
  app.action({ type: "block_actions", action_id: OPEN_APP }, ({ ack }) => ack());
  for (const [actionId, vote] of [
    [APPROVE, "approve"],
    [DECLINE, "decline"],
  ] as const)
    app.action<BlockButtonAction>({ type: "block_actions", action_id: actionId }, ({ ack, body, action }) =>
      deps.underWay.run(async () => {
        await ack();
        const answer = await answerTo(deps, body, action.value ?? "", vote);
        const channel = body.channel?.id;
        if (answer === null || channel === undefined) return;
        await tellPrivately(deps, channel, body.user.id, answer);
      }),
    );
}

/** @returns what to tell the person privately; null when the card itself says it */
async function answerTo(
  deps: ListenerDeps,
  body: BlockButtonAction,
  approvalId: string,
  vote: Vote,
): Promise<string | null> {
  if (isStranger(body.user.team_id ?? body.team?.id, deps)) return STRANGER;
  try {
    const done = await deps.once.do(`click:${body.trigger_id}`, () =>
      decide(deps, body.user.id, approvalId, vote),
    );
    return done?.answer ?? null;
  } catch (error) {
    return wordsOf(error, deps);
  }
}

/** A refusal is an answer too: it is given once. */
async function decide(
  deps: ListenerDeps,
  userId: string,
  approvalId: string,
  vote: Vote,
): Promise<{ answer: string | null }> {
  try {
    const { stoodAlready } = await deps.desk.decide(userId, approvalId, vote);
    const past = vote === "approve" ? "approved" : "declined";
    return { answer: stoodAlready ? `You have already ${past} this order. Nothing was changed.` : null };
  } catch (error) {
    if (error instanceof OperatorError && !["unavailable", "fault"].includes(error.kind))
      return { answer: wordsOf(error, deps) };
    throw error;
  }
}

export const STRANGER = "This desk belongs to another workspace. Nothing was changed.";

/** Guests from connected workspaces see the channel, and are nobody here. */
export function isStranger(teamId: string | undefined, { teamId: ownTeam }: ListenerDeps): boolean {
  return teamId === undefined || teamId !== ownTeam();
}

/** An error as a line in Slack. What is not ours to word is in the log. */
export function wordsOf(error: unknown, { log }: Pick<ListenerDeps, "log">): string {
  if (error instanceof OperatorError) {
    const { what, why, fix } = error.parts;
    return escapeMrkdwn(`${what} ${why} ${fix}`);
  }
  log.error({ err: error }, "a message from Slack could not be dealt with");
  return "The desk could not do this. Nothing is known to have changed; look at it in the app.";
}

async function tellPrivately(
  { web, log }: ListenerDeps,
  channel: string,
  user: string,
  text: string,
): Promise<void> {
  try {
    await web.chat.postEphemeral({ channel, user, text });
  } catch (error) {
    log.warn({ err: error, user }, "a private answer could not be given in Slack");
  }
}
