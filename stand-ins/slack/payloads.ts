import type { Block, SlackMessage } from "./messages.ts";
import { asSent } from "./methods.ts";
import type { Workspace } from "./workspace.ts";

export interface Click {
  userId: string;
  message: SlackMessage;
  button: Block;
  blockId: string;
  triggerId: string;
  responseUrl: string;
  actionTs: string;
}

/** What Slack sends when a person presses a button on a message. */
export function blockActions(workspace: Workspace, click: Click): Record<string, unknown> {
  const user = workspace.users.get(click.userId);
  const name = user?.name ?? "somebody";
  const teamId = user?.teamId ?? workspace.teamId;
  return {
    type: "block_actions",
    user: { id: click.userId, username: name, name, team_id: teamId },
    api_app_id: workspace.appId,
    token: "stand-in",
    container: {
      type: "message",
      message_ts: click.message.ts,
      channel_id: click.message.channel,
      is_ephemeral: false,
    },
    trigger_id: click.triggerId,
    team: { id: workspace.teamId, domain: workspace.teamName },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: click.message.channel, name: workspace.channels.get(click.message.channel)?.name ?? "" },
    message: asSent(workspace, click.message),
    state: { values: {} },
    response_url: click.responseUrl,
    actions: [{ ...click.button, block_id: click.blockId, action_ts: click.actionTs }],
  };
}

export interface Command {
  userId: string;
  command: string;
  text: string;
  channelId: string;
  triggerId: string;
  responseUrl: string;
}

/** What Slack sends when a person types a slash command. */
export function slashCommand(workspace: Workspace, command: Command): Record<string, unknown> {
  const user = workspace.users.get(command.userId);
  return {
    token: "stand-in",
    team_id: user?.teamId ?? workspace.teamId,
    team_domain: workspace.teamName,
    channel_id: command.channelId,
    channel_name: workspace.channels.get(command.channelId)?.name ?? "directmessage",
    user_id: command.userId,
    user_name: user?.name ?? "somebody",
    command: command.command,
    text: command.text,
    api_app_id: workspace.appId,
    is_enterprise_install: "false",
    response_url: command.responseUrl,
    trigger_id: command.triggerId,
  };
}
