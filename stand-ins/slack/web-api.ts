import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../loopback/index.ts";
import type { Fault, FaultQueue } from "./faults.ts";
import { type Answer, METHODS, type MethodDeps, NEEDED_SCOPE, type Params, SlackRefusal } from "./methods.ts";

/** One call of the Web API as it was received, and what came of it. */
export interface ApiCall {
  method: string;
  params: Params;
  /** "ok", the API's own error, or the fault that met it. */
  outcome: string;
}

/** Fields whose form value is JSON. */
const JSON_FIELDS = ["blocks", "attachments", "metadata", "view"];

export interface WebApiDeps extends MethodDeps {
  faults: FaultQueue;
  record(call: ApiCall): void;
}

/** Answers /api/<method> as Slack does: forms or JSON in, HTTP 200 with ok true or false out. */
export async function answerApi(
  deps: WebApiDeps,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const params = paramsOf(await readBody(request), request.headers["content-type"] ?? "");
  const fault = deps.faults.take(method);
  if (fault && isBefore(fault)) {
    deps.record({ method, params, outcome: fault.kind });
    return suffer(deps.faults, fault, request, response);
  }
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? params.token;
  const { body, outcome } = perform(deps, method, params, token);
  deps.record({ method, params, outcome: fault ? fault.kind : outcome });
  if (fault?.kind === "accept-then-hang") return deps.faults.leaveHanging(request.socket);
  const text = JSON.stringify(body);
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "x-oauth-scopes": [...deps.workspace.scopes].join(","),
    "x-accepted-oauth-scopes": NEEDED_SCOPE[method] ?? "",
    "x-slack-req-id": randomUUID(),
  });
  response.end(fault?.kind === "malformed" ? text.slice(0, text.length / 2) : text);
}

function perform(
  deps: WebApiDeps,
  method: string,
  params: Params,
  token: unknown,
): { body: Answer | Record<string, unknown>; outcome: string } {
  try {
    assertToken(deps, method, token);
    const run = METHODS[method];
    if (!run) throw new SlackRefusal("unknown_method");
    return { body: run(deps, params), outcome: "ok" };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return { body: { ok: false, error: error.message, ...error.detail }, outcome: error.message };
  }
}

function assertToken({ workspace }: WebApiDeps, method: string, token: unknown): void {
  if (typeof token !== "string" || token === "") throw new SlackRefusal("not_authed");
  const known = [workspace.botToken, workspace.appToken];
  if (!known.includes(token)) throw new SlackRefusal("invalid_auth");
  const wantsApp = method === "apps.connections.open";
  if (wantsApp !== (token === workspace.appToken)) throw new SlackRefusal("not_allowed_token_type");
  const needed = NEEDED_SCOPE[method];
  if (needed && !workspace.scopes.has(needed))
    throw new SlackRefusal("missing_scope", { needed, provided: [...workspace.scopes].join(",") });
}

function paramsOf(body: string, contentType: string): Params {
  if (contentType.startsWith("application/json")) return JSON.parse(body || "{}") as Params;
  const params: Params = Object.fromEntries(new URLSearchParams(body));
  for (const field of JSON_FIELDS)
    if (typeof params[field] === "string") params[field] = JSON.parse(params[field]) as unknown;
  return params;
}

const isBefore = (fault: Fault) => fault.kind !== "accept-then-hang" && fault.kind !== "malformed";

function suffer(faults: FaultQueue, fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === "hang") faults.leaveHanging(request.socket);
  if (fault.kind === "dropped") request.socket.destroy();
  if (fault.kind === "rate-limited")
    response.writeHead(429, { "retry-after": String(fault.retryAfterSeconds) }).end();
  if (fault.kind === "server-error") response.writeHead(fault.status).end("upstream connect error");
  if (fault.kind === "error")
    response
      .writeHead(200, { "content-type": "application/json; charset=utf-8" })
      .end(JSON.stringify({ ok: false, error: fault.error }));
}
