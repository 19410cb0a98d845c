/** Who and what there is. All of it can be seen and changed by a test. */
export interface Workspace {
  teamId: string;
  teamName: string;
  appId: string;
  botUserId: string;
  botId: string;
  botToken: string;
  appToken: string;
  scopes: Set<string>;
  channels: Map<string, { id: string; name: string; members: Set<string> }>;
  users: Map<string, { id: string; name: string; teamId: string }>;
}

export const BOT_SCOPES = ["chat:write", "commands", "channels:history", "groups:history", "users:read"];

/** A workspace with the channel #trading, in which everybody named and the bot are members. */
export function aWorkspace(users: Readonly<Record<string, string>>): Workspace {
  const workspace: Workspace = {
    teamId: "T0DESK001",
    teamName: "desk",
    appId: "A0DESK001",
    botUserId: "U0BOT0001",
    botId: "B0BOT0001",
    botToken: "xoxb-stand-in",
    appToken: "xapp-stand-in",
    scopes: new Set(BOT_SCOPES),
    channels: new Map(),
    users: new Map(),
  };
  for (const [id, name] of Object.entries(users))
    workspace.users.set(id, { id, name, teamId: workspace.teamId });
  const members = new Set([workspace.botUserId, ...workspace.users.keys()]);
  workspace.channels.set("C0TRADING", { id: "C0TRADING", name: "trading", members });
  return workspace;
}
