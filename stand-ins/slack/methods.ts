import { blockFaults } from "./block-kit.ts";
import type { Block, Messages, SlackMessage } from "./messages.ts";
import type { Workspace } from "./workspace.ts";

/** What a caller sent: form fields, those that hold JSON already read. */
export type Params = Record<string, unknown>;
export type Answer = { ok: true } & Record<string, unknown>;

/** The API's own no, as `error` names it. */
export class SlackRefusal extends Error {
  readonly detail: Record<string, unknown>;

  constructor(error: string, detail: Record<string, unknown> = {}) {
    super(error);
    this.detail = detail;
  }
}

export interface MethodDeps {
  workspace: Workspace;
  messages: Messages;
  /** A new address of the socket, good for one connection. */
  socketUrl(): string;
}

type Method = (deps: MethodDeps, params: Params) => Answer;

/** The scope a bot token needs, by method; apps.connections.open takes the app's own token instead. */
export const NEEDED_SCOPE: Record<string, string> = {
  "chat.postMessage": "chat:write",
  "chat.update": "chat:write",
  "chat.delete": "chat:write",
  "chat.postEphemeral": "chat:write",
  "conversations.history": "channels:history",
  "users.info": "users:read",
};

export const METHODS: Record<string, Method> = {
  "auth.test": ({ workspace }) => ({
    ok: true,
    url: `https://${workspace.teamName}.slack.com/`,
    team: workspace.teamName,
    user: "quarterdeck",
    team_id: workspace.teamId,
    user_id: workspace.botUserId,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  }),

  "apps.connections.open": ({ socketUrl }) => ({ ok: true, url: socketUrl() }),

  "chat.postMessage": ({ workspace, messages }, params) => {
    const channel = memberChannel(workspace, params);
    const { text, blocks } = contentOf(params);
    const metadata = (params.metadata ?? null) as SlackMessage["metadata"];
    const message = messages.post({
      channel,
      user: workspace.botUserId,
      text,
      blocks,
      metadata,
      onlyFor: null,
    });
    return { ok: true, channel, ts: message.ts, message: asSent(workspace, message) };
  },

  "chat.update": ({ workspace, messages }, params) => {
    const channel = memberChannel(workspace, params);
    const message = messages.find(channel, String(params.ts));
    if (!message || message.onlyFor !== null) throw new SlackRefusal("message_not_found");
    if (message.user !== workspace.botUserId) throw new SlackRefusal("cant_update_message");
    const { text, blocks } = contentOf(params);
    message.text = text;
    message.blocks = blocks;
    message.versions.push({ text, blocks });
    return { ok: true, channel, ts: message.ts, text, message: asSent(workspace, message) };
  },

  "chat.delete": ({ workspace, messages }, params) => {
    const channel = memberChannel(workspace, params);
    const message = messages.find(channel, String(params.ts));
    if (!message) throw new SlackRefusal("message_not_found");
    message.deleted = true;
    return { ok: true, channel, ts: message.ts };
  },

  "chat.postEphemeral": ({ workspace, messages }, params) => {
    const channel = memberChannel(workspace, params);
    const user = String(params.user);
    if (!workspace.channels.get(channel)?.members.has(user)) throw new SlackRefusal("user_not_in_channel");
    const { text, blocks } = contentOf(params);
    const { ts } = messages.post({
      channel,
      user: workspace.botUserId,
      text,
      blocks,
      metadata: null,
      onlyFor: user,
    });
    return { ok: true, message_ts: ts };
  },

  "conversations.history": ({ workspace, messages }, params) => {
    const channel = memberChannel(workspace, params);
    const limit = Number(params.limit ?? 100);
    const found = messages.all
      .filter((message) => message.channel === channel && message.onlyFor === null && !message.deleted)
      .reverse();
    return {
      ok: true,
      messages: found.slice(0, limit).map((message) => asSent(workspace, message)),
      has_more: found.length > limit,
    };
  },

  "users.info": ({ workspace }, params) => {
    const user = workspace.users.get(String(params.user));
    if (!user) throw new SlackRefusal("user_not_found");
    return { ok: true, user: { id: user.id, team_id: user.teamId, name: user.name, real_name: user.name } };
  },
};

function memberChannel(workspace: Workspace, params: Params): string {
  const channel = workspace.channels.get(String(params.channel));
  if (!channel) throw new SlackRefusal("channel_not_found");
  if (!channel.members.has(workspace.botUserId)) throw new SlackRefusal("not_in_channel");
  return channel.id;
}

function contentOf(params: Params): { text: string; blocks: Block[] } {
  const text = String(params.text ?? "");
  if (params.blocks === undefined && text === "") throw new SlackRefusal("no_text");
  if (text.length > 40_000) throw new SlackRefusal("msg_too_long");
  const faults = params.blocks === undefined ? [] : blockFaults(params.blocks);
  if (faults.length > 0)
    throw new SlackRefusal("invalid_blocks", {
      response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) },
    });
  return { text, blocks: (params.blocks ?? []) as Block[] };
}

/** A message as the API shows it. */
export function asSent(workspace: Workspace, message: SlackMessage): Record<string, unknown> {
  return {
    type: "message",
    user: message.user,
    bot_id: workspace.botId,
    app_id: workspace.appId,
    team: workspace.teamId,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(message.metadata && { metadata: message.metadata }),
  };
}
