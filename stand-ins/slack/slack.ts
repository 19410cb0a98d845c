import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, serveOnLoopback } from "../loopback/index.ts";
import { type Fault, FaultQueue } from "./faults.ts";
import { type Block, Messages, type SlackMessage } from "./messages.ts";
import { blockActions, slashCommand } from "./payloads.ts";
import { type Delivery, SocketLink } from "./socket-link.ts";
import { type ApiCall, answerApi } from "./web-api.ts";
import { aWorkspace, type Workspace } from "./workspace.ts";

export type { ApiCall, Delivery };

export interface SlackOptions {
  /** User ids with their names. */
  users: Readonly<Record<string, string>>;
  port?: number;
}

export interface SlackStandIn {
  /** What the client is told instead of https://slack.com/api/. */
  apiUrl: string;
  workspace: Workspace;
  /** Every call of the Web API, in the order received. */
  calls: readonly ApiCall[];
  /** Every message, ephemeral ones too, in the order posted. */
  messages: readonly SlackMessage[];
  socket: SocketLink;
  /** The next calls of a method ("*": of any) meet this fault. */
  fail(method: string, fault: Fault, times?: number): void;
  heal(): void;
  /** A person presses a button. `seen` presses it as it stood in an earlier version of the message. */
  click(userId: string, message: SlackMessage, actionId: string, seen?: number): Delivery;
  /** A person types a slash command. */
  command(userId: string, command: string, text?: string, channelId?: string): Delivery;
  /** Waits for something to become true; looks again at each call, link and acknowledgement. */
  until<T>(look: () => T | undefined | null | false): Promise<T>;
  close(): Promise<void>;
}

/** How often a response_url may be used. */
const RESPONSES = 5;

/** Opens a Slack of one's own on 127.0.0.1: the Web API, Socket Mode, people who click, and faults on demand. */
export async function openSlack(options: SlackOptions): Promise<SlackStandIn> {
  const workspace = aWorkspace(options.users);
  const messages = new Messages();
  const faults = new FaultQueue();
  const calls: ApiCall[] = [];
  const looks = new Set<() => void>();
  const changed = () => {
    for (const look of [...looks]) look();
  };
  const socket = new SocketLink(changed);
  const responses = new Map<string, number>();
  const record = (call: ApiCall) => {
    calls.push(call);
    changed();
  };

  const served = await serveOnLoopback(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
    if (method && request.method === "POST")
      return answerApi(
        { workspace, messages, faults, record, socketUrl: () => socketUrl() },
        method,
        request,
        response,
      );
    if (path.startsWith("/actions/")) return answerResponse(responses, path, request, response);
    response.writeHead(404).end();
  }, options.port);
  served.server.on("upgrade", (request, stream, head) =>
    socket.upgrade(request, stream, head, workspace.appId),
  );
  const socketUrl = () =>
    `${served.url.replace("http", "ws")}/link/?ticket=${socket.newTicket()}&app_id=${workspace.appId}`;
  const fresh = () => {
    const path = `/actions/${workspace.teamId}/${randomUUID()}`;
    responses.set(path, RESPONSES);
    const responseUrl = `${served.url}${path}`;
    return { triggerId: `${messages.nextTs()}.${randomUUID()}`, responseUrl, actionTs: messages.nextTs() };
  };

  return {
    apiUrl: `${served.url}/api/`,
    workspace,
    calls,
    messages: messages.all,
    socket,
    fail: (method, fault, times = 1) => faults.add(method, fault, times),
    heal: () => faults.clear(),
    click(userId, message, actionId, seen = message.versions.length - 1) {
      const found = buttonIn(message.versions[seen]?.blocks ?? [], actionId);
      if (!found) throw new Error(`the message shows no button ${actionId}`);
      return socket.deliver(
        "interactive",
        blockActions(workspace, { userId, message, ...found, ...fresh() }),
      );
    },
    command: (userId, command, text = "", channelId = "C0TRADING") =>
      socket.deliver(
        "slash_commands",
        slashCommand(workspace, { userId, command, text, channelId, ...fresh() }),
      ),
    until: (look) => until(looks, look),
    async close() {
      socket.close();
      await served.close();
    },
  };
}

function buttonIn(blocks: readonly Block[], actionId: string): { button: Block; blockId: string } | null {
  for (const block of blocks) {
    const elements = (block.type === "actions" ? block.elements : []) as Block[];
    const button = elements.find((element) => element.action_id === actionId);
    if (button) return { button, blockId: String(block.block_id ?? "generated") };
  }
  return null;
}

function until<T>(looks: Set<() => void>, look: () => T | undefined | null | false): Promise<T> {
  return new Promise((resolve) => {
    const check = () => {
      const found = look();
      if (!found) return;
      looks.delete(check);
      resolve(found);
    };
    looks.add(check);
    check();
  });
}

async function answerResponse(
  responses: Map<string, number>,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await readBody(request);
  const left = responses.get(path) ?? 0;
  responses.set(path, left - 1);
  if (left > 0) response.writeHead(200, { "content-type": "text/html" }).end("ok");
  else response.writeHead(404).end("used_url");
}
