import type { App, SlashCommand } from "@slack/bolt";
import { isStranger, type ListenerDeps, STRANGER, wordsOf } from "./clicks.ts";
import { foreignMrkdwn } from "./foreign-text.ts";

/** Slack gives up on a command after 3 s; the answer goes out before that. */
const ANSWER_WITHIN_MS = 2_500;
const MAX_REASON = 600;
const MIN_REASON = 3;

interface CommandAnswer {
  response_type: "ephemeral" | "in_channel";
  text: string;
}

const privately = (text: string): CommandAnswer => ({ response_type: "ephemeral", text });

/** Hears /halt and /resume. */
export function hearCommands(app: App, deps: ListenerDeps): void {
  app.command("/halt", ({ ack, command }) => deps.underWay.run(async () => ack(await halt(deps, command))));
  app.command("/resume", async ({ ack }) => ack(privately(resumeWords(deps.desk.webUrl))));
}

async function halt(deps: ListenerDeps, command: SlashCommand): Promise<CommandAnswer> {
  if (isStranger(command.team_id, deps)) return privately(STRANGER);
  const text = command.text.trim();
  const reason = text.length < MIN_REASON ? null : text.slice(0, MAX_REASON);
  const halting = haltOnce(deps, command, reason).catch((error: unknown) => privately(wordsOf(error, deps)));
  const late = new Promise<CommandAnswer>((resolve) => {
    setTimeout(
      resolve,
      ANSWER_WITHIN_MS,
      privately(
        "Halting; the desk has not confirmed it yet. Look at the app, and halt again there if in doubt.",
      ),
    ).unref();
  });
  return Promise.race([halting, late]);
}

async function haltOnce(
  { desk, once }: ListenerDeps,
  command: SlashCommand,
  reason: string | null,
): Promise<CommandAnswer> {
  const work = () => desk.halt(command.user_id, reason);
  const done = await once.do(`command:${command.trigger_id}`, work, { urgent: true });
  if (done === null) return privately("This halt was already dealt with.");
  if (done.status === "flagged")
    return privately(
      "The halt flag is raised: nothing is sent from here on. The database has not confirmed it, so open orders may still stand. Look at the app, and halt again if it does not say HALTED.",
    );
  return {
    response_type: "in_channel",
    text: `*Trading is halted* by ${foreignMrkdwn(done.by, 80)}: ${foreignMrkdwn(done.reason, MAX_REASON)}. Outstanding approvals and unsent orders are void, and open orders are being cancelled. Resuming happens in the app.`,
  };
}

function resumeWords(webUrl: string | null): string {
  const where = webUrl ? ` (<${webUrl}|open it>)` : "";
  return `Trading is resumed in the app${where}, by a person with the risk-admin role who gives a reason. Nothing was changed.`;
}
