import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type LoopbackServer, readBody, serveOnLoopback } from "../loopback/index.ts";
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

/** How often a response_url may be used. */
const RESPONSES = 5;

/** A Slack of one's own on 127.0.0.1: the Web API, Socket Mode, people who click, and faults on demand. */
export class SlackStandIn {
  readonly workspace: Workspace;
  /** Every call of the Web API, in the order received. */
  readonly calls: ApiCall[] = [];
  readonly socket = new SocketLink(() => this.#changed());
  readonly #messages = new Messages();
  readonly #faults = new FaultQueue();
  readonly #looks = new Set<() => void>();
  /** Uses left of each response_url, by its path. */
  readonly #responses = new Map<string, number>();
  #served: LoopbackServer | null = null;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  async listen(port = 0): Promise<void> {
    this.#served = await serveOnLoopback((request, response) => this.#answer(request, response), port);
    this.#served.server.on("upgrade", (request, stream, head) =>
      this.socket.upgrade(request, stream, head, this.workspace.appId),
    );
  }

  /** What the client is told instead of https://slack.com/api/. */
  get apiUrl(): string {
    return `${this.#url}/api/`;
  }

  /** Every message, ephemeral ones too, in the order posted. */
  get messages(): readonly SlackMessage[] {
    return this.#messages.all;
  }

  /** The next calls of a method ("*": of any) meet this fault. */
  fail(method: string, fault: Fault, times = 1): void {
    this.#faults.add(method, fault, times);
  }

  /** No more faults, and what hangs is broken off. */
  heal(): void {
    this.#faults.clear();
  }

  /** A person presses a button; with `seen`, as it stood in that earlier version of the message. */
  click(
    userId: string,
    message: SlackMessage,
    actionId: string,
    seen = message.versions.length - 1,
  ): Delivery {
    const found = buttonIn(message.versions[seen]?.blocks ?? [], actionId);
    if (!found) throw new Error(`the message shows no button ${actionId}`);
    const click = { userId, message, ...found, ...this.#fresh() };
    return this.socket.deliver("interactive", blockActions(this.workspace, click));
  }

  /** A person types a slash command. */
  command(userId: string, command: string, text = "", channelId = "C0TRADING"): Delivery {
    const typed = { userId, command, text, channelId, ...this.#fresh() };
    return this.socket.deliver("slash_commands", slashCommand(this.workspace, typed));
  }

  /** Waits for something to become true; looks again at each call, link and acknowledgement. */
  until<T>(look: () => T | undefined | null | false): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const found = look();
        if (!found) return;
        this.#looks.delete(check);
        resolve(found);
      };
      this.#looks.add(check);
      check();
    });
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.#served?.close();
  }

  get #url(): string {
    if (!this.#served) throw new Error("the stand-in does not listen yet");
    return this.#served.url;
  }

  #changed(): void {
    for (const look of [...this.#looks]) look();
  }

  /** What every act of a person carries of its own. */
  #fresh() {
    const path = `/actions/${this.workspace.teamId}/${randomUUID()}`;
    this.#responses.set(path, RESPONSES);
    const triggerId = `${this.#messages.nextTs()}.${randomUUID()}`;
    return { triggerId, responseUrl: `${this.#url}${path}`, actionTs: this.#messages.nextTs() };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
    if (method && request.method === "POST") return this.#answerApi(method, request, response);
    if (path.startsWith("/actions/")) return this.#answerResponse(path, request, response);
    response.writeHead(404).end();
  }

  #answerApi(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const socketUrl = () =>
      `${this.#url.replace("http", "ws")}/link/?ticket=${this.socket.newTicket()}&app_id=${this.workspace.appId}`;
    const record = (call: ApiCall) => {
      this.calls.push(call);
      this.#changed();
    };
    const { workspace } = this;
    const deps = { workspace, messages: this.#messages, faults: this.#faults, record, socketUrl };
    return answerApi(deps, method, request, response);
  }

  async #answerResponse(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    await readBody(request);
    const left = this.#responses.get(path) ?? 0;
    this.#responses.set(path, left - 1);
    if (left > 0) response.writeHead(200, { "content-type": "text/html" }).end("ok");
    else response.writeHead(404).end("used_url");
  }
}

/** Opens a workspace with the channel #trading and these people in it. */
export async function openSlack({ users, port }: SlackOptions): Promise<SlackStandIn> {
  const slack = new SlackStandIn(aWorkspace(users));
  await slack.listen(port);
  return slack;
}

function buttonIn(blocks: readonly Block[], actionId: string): { button: Block; blockId: string } | null {
  for (const block of blocks) {
    const elements = (block.type === "actions" ? block.elements : []) as Block[];
    const button = elements.find((element) => element.action_id === actionId);
    if (button) return { button, blockId: String(block.block_id ?? "generated") };
  }
  return null;
}
