import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, seeded, serveOnLoopback } from "../loopback/index.ts";
import { type Answer, argumentsText, chunksOf, completionOf, tokensIn } from "./answer.ts";
import { ChatRequest, conversationFault } from "./chat-request.ts";
import { cutter, streamOf, writeSlowly } from "./event-stream.ts";
import type { Dialect, Fault, ModelReply, ScriptLine } from "./script.ts";

export interface OpenAiOptions {
  /** Decides ids and where streams are cut. */
  seed?: number;
  /** The only key that is let in; any, or none, when left out. */
  key?: string;
  /** The models it knows; any when left out. */
  models?: readonly string[];
  dialect?: Dialect;
}

/** One request to /chat/completions, as it came. */
export interface ChatCall {
  authorization: string | undefined;
  body: ChatRequest;
}

/** The OpenAI chat API on loopback, with a model that says what its script says. */
export interface OpenAiStandIn {
  /** For OPENAI_BASE_URL. */
  baseUrl: string;
  /** Adds lines to the script; each answers one request, in turn. */
  play(...lines: ScriptLine[]): void;
  /** Every chat request that was understood, oldest first, refused ones too. */
  readonly calls: readonly ChatCall[];
  /** Lines nobody has asked for yet. */
  readonly unplayed: number;
  close(): Promise<void>;
}

/** Opens the stand-in on a free port of 127.0.0.1. */
export async function openOpenAi(options: OpenAiOptions = {}): Promise<OpenAiStandIn> {
  const script: ScriptLine[] = [];
  const calls: ChatCall[] = [];
  const random = seeded(options.seed ?? 1);
  const served = await serveOnLoopback(async (request, response) => {
    response.setHeader("x-request-id", `req_${idFrom(random)}`);
    response.setHeader("openai-version", "2020-10-01");
    const { authorization } = request.headers;
    if (options.key !== undefined && authorization !== `Bearer ${options.key}`)
      return refuse(response, { kind: "status", status: 401, ...wrongKey(authorization) });
    if (request.method === "GET" && request.url === "/v1/models") return listModels(response, options.models);
    if (request.method !== "POST" || request.url !== "/v1/chat/completions")
      return refuse(response, {
        kind: "status",
        status: 404,
        message: `Unknown request URL: ${request.url}.`,
      });
    const body = await chatRequest(request, response, options.models);
    if (!body) return;
    calls.push({ authorization, body });
    const broken = conversationFault(body);
    if (broken) return refuse(response, { kind: "status", status: 400, message: broken });
    const line = script.shift();
    if (!line) return refuse(response, { kind: "status", status: 500, message: "The script has ended." });
    const reply = typeof line === "function" ? line(body) : line;
    await give(response, body, answerOf(reply, body, random, options.dialect ?? "openai"), random);
  });
  return {
    baseUrl: `${served.url}/v1`,
    play: (...lines) => void script.push(...lines),
    calls,
    get unplayed() {
      return script.length;
    },
    close: served.close,
  };
}

async function chatRequest(
  request: IncomingMessage,
  response: ServerResponse,
  models: readonly string[] | undefined,
): Promise<ChatRequest | null> {
  const parsed = ChatRequest.safeParse(jsonOf(await readBody(request)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const message = `Invalid value for '${issue?.path.join(".")}': ${issue?.message}`;
    refuse(response, { kind: "status", status: 400, message });
    return null;
  }
  const { model } = parsed.data;
  if (models?.includes(model) ?? true) return parsed.data;
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  refuse(response, { kind: "status", status: 404, code: "model_not_found", message });
  return null;
}

function answerOf(reply: ModelReply, request: ChatRequest, random: () => number, dialect: Dialect): Answer {
  return {
    id: `chatcmpl-${idFrom(random)}`,
    model: request.model,
    reply,
    calls: (reply.calls ?? []).map((call) => ({
      id: call.id ?? `call_${idFrom(random)}`,
      name: call.name,
      arguments: argumentsText(call),
    })),
    promptTokens: tokensIn(JSON.stringify(request.messages)),
    dialect,
  };
}

async function give(
  response: ServerResponse,
  request: ChatRequest,
  answer: Answer,
  random: () => number,
): Promise<void> {
  const { fault } = answer.reply;
  if (fault?.kind === "hang") return;
  if (fault?.kind === "status") return refuse(response, fault);
  if (request.stream) {
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    const withUsage = request.stream_options?.include_usage ?? false;
    const { events, ending } = streamOf(chunksOf(answer, withUsage, cutter(random)), fault);
    return writeSlowly(response, events.join(""), ending);
  }
  response.writeHead(200, { "content-type": "application/json" });
  const whole = JSON.stringify(completionOf(answer));
  const isHalf = fault !== undefined && fault.kind !== "empty-choices";
  const ending = fault?.kind === "stall" ? "silent" : fault?.kind === "drop" ? "broken" : "whole";
  await writeSlowly(response, isHalf ? whole.slice(0, whole.length / 2) : whole, ending);
}

/** An HTTP error in the API's shape. */
function refuse(response: ServerResponse, fault: Extract<Fault, { kind: "status" }>): void {
  const { status, retryAfterSeconds: wait } = fault;
  const type = status === 429 ? "requests" : status >= 500 ? "server_error" : "invalid_request_error";
  const code = fault.code ?? (status === 429 ? "rate_limit_exceeded" : null);
  const message = fault.message ?? `The request failed with status ${status}.`;
  response.writeHead(status, {
    "content-type": fault.html ? "text/html" : "application/json",
    ...(wait === undefined ? {} : { "retry-after": String(wait) }),
  });
  response.end(
    fault.html
      ? `<html><body><h1>${status}</h1></body></html>`
      : JSON.stringify({ error: { message, type, param: null, code } }),
  );
}

function listModels(response: ServerResponse, models: readonly string[] = ["local"]): void {
  const data = models.map((id) => ({ id, object: "model", created: 1_795_185_000, owned_by: "stand-in" }));
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ object: "list", data }));
}

/** The API repeats the key it was given, which is why its words must never reach a screen. */
const wrongKey = (authorization: string | undefined) => ({
  code: "invalid_api_key",
  message: `Incorrect API key provided: ${authorization?.slice("Bearer ".length) ?? "none"}.`,
});

const idFrom = (random: () => number) => Math.floor(random() * 2 ** 48).toString(36);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
