import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { AGENTS, openChatModels, readModelConfig } from "#agents";
import { orders, proposals } from "#db";
import {
  type Fault,
  type OpenAiOptions,
  type OpenAiStandIn,
  openOpenAi,
  type ScriptLine,
} from "#stand-ins/openai";
import { ChatService } from "./chat-service.ts";
import { chunksOf, wordsOf } from "./conversation.ts";
import { openScene, type Scene } from "./scene.ts";

const KEY = "sk-quarterdeck-canary";
const ORDER = { symbol: "AAPL", side: "buy", quantity: "1", rationale: "asked for" };

let scene: Scene;
let openai: OpenAiStandIn;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
afterEach(() => openai.close());

/** Tess asks one question of the real client, in the real graph, with the stand-in at the other end of a socket. */
async function ask(
  lines: ScriptLine[],
  options: OpenAiOptions & { key?: string; text?: string; retries?: number } = {},
) {
  openai = await openOpenAi({ key: KEY, models: ["local"], ...options });
  openai.play(...lines);
  const config = readModelConfig({
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: openai.baseUrl,
    OPENAI_MODEL: "local",
    OPENAI_TIMEOUT_MS: "300",
    OPENAI_MAX_RETRIES: String(options.retries ?? 0),
  });
  const chat = new ChatService(scene.desk, openChatModels(config, scene.clock), scene.checkpoints);
  const tess = scene.person("tess");
  const { id: threadId } = await chat.createThread(tess);
  const text = options.text ?? "please propose an order for AAPL";
  const { runId } = await chat.startRun({ threadId, person: tess, messageId: "m", text });
  const chunks = await chunksOf(chat, runId);
  const results = chunks.filter((chunk) => chunk.type === "tool-output-available");
  return { chunks, results, words: wordsOf(chunks), last: chunks.at(-1), sent: openai.calls };
}

/** No trace of an order: neither wished for nor placed. */
async function nothingDone() {
  expect(await scene.desk.db.select().from(proposals)).toEqual([]);
  expect(await scene.desk.db.select().from(orders)).toEqual([]);
}

const aCall = (name: string, args: object | string) => ({ name, arguments: args as Record<string, unknown> });

describe("a model behind an OpenAI-compatible endpoint", () => {
  it("calls a tool once whose arguments come in pieces, and streams its answer", async () => {
    const { words, chunks, results, last, sent } = await ask([
      { calls: [aCall("get_quote", { symbol: "AAPL" })] },
      { say: "It asks 100.00, “as ever” 📈." },
    ]);
    expect(words).toBe("It asks 100.00, “as ever” 📈.");
    expect(chunks.filter((chunk) => chunk.type === "text-delta").length).toBeGreaterThan(3);
    expect(results).toHaveLength(1);
    expect(last?.type).toBe("finish");
    expect(sent).toHaveLength(2);
    expect(sent[0]?.body.tools?.map((tool) => tool.function.name)).toEqual(
      AGENTS.decision.tools.map((tool) => tool.name),
    );
    expect(sent[1]?.body.messages.at(-1)).toMatchObject({
      role: "tool",
      content: expect.stringContaining('"ask":100'),
    });
  });

  it("runs calls made at once each once, and answers each under its own id", async () => {
    const { results, sent } = await ask([
      { say: "Looking.", calls: [aCall("get_quote", { symbol: "AAPL" }), aCall("get_limits", {})] },
      { say: "Done." },
    ]);
    expect(results).toHaveLength(2);
    const [one, other] = sent[1]?.body.messages.filter((message) => message.role === "tool") ?? [];
    expect(one?.tool_call_id).not.toBe(other?.tool_call_id);
  });

  it.each(["", "0"])(
    "understands a local server that names every call %o, alike in both answers",
    async (id) => {
      const { words, results } = await ask(
        [
          { calls: [{ ...aCall("get_quote", { symbol: "AAPL" }), id }] },
          { calls: [{ ...aCall("get_limits", {}), id }] },
          { say: "Nothing waits." },
        ],
        { dialect: "local" },
      );
      expect(results).toHaveLength(2);
      expect(words).toBe("Nothing waits.");
    },
  );

  it("hears that it called a tool that is not there, or with arguments that do not fit, and may mend it", async () => {
    const { words, sent } = await ask([
      { calls: [aCall("place_order", ORDER)] },
      { calls: [aCall("propose_order", { ...ORDER, quantity: "NaN", account: "other" })] },
      { say: "I cannot do that." },
    ]);
    const heard = sent[2]?.body.messages.filter((message) => message.role === "tool") ?? [];
    expect(heard.map((message) => String(message.content))).toEqual([
      expect.stringMatching(/place_order/),
      expect.stringMatching(/quantity/),
    ]);
    expect(words).toBe("I cannot do that.");
    await nothingDone();
  });

  it("is stopped at its ceiling when it never stops calling", async () => {
    const forEver = Array.from({ length: 30 }, () => ({ calls: [aCall("get_quote", { symbol: "AAPL" })] }));
    const { words, sent, last } = await ask(forEver);
    expect(sent).toHaveLength(AGENTS.decision.ceilings.modelCalls);
    expect(words).toContain(`may take ${AGENTS.decision.ceilings.modelCalls} steps`);
    expect(last?.type).toBe("finish");
  });

  it("is waited for when it says how long it is busy", async () => {
    const { words, sent } = await ask(
      [{ fault: { kind: "status", status: 429, retryAfterSeconds: 0 } }, { say: "Now." }],
      { retries: 1 },
    );
    expect(words).toBe("Now.");
    expect(sent).toHaveLength(2);
  });
});

describe("an answer that is not whole", () => {
  it.each<[string, ScriptLine]>([
    [
      "cut off, so that it reads as a smaller order",
      { calls: [aCall("propose_order", '{"symbol":"AAPL","side":"buy","quantity":"1')], finish: "length" },
    ],
    [
      "cut off by a server that claims otherwise",
      { calls: [aCall("propose_order", '{"symbol":"AAPL","side":"buy","quantity":"1')] },
    ],
    ["filtered in the middle", { calls: [aCall("propose_order", ORDER)], finish: "content_filter" }],
    [
      "ended before its reason came",
      { calls: [aCall("propose_order", ORDER)], fault: { kind: "end-early", afterEvents: 18 } },
    ],
  ])("does nothing: %s", async (_name, line) => {
    const { last, sent } = await ask([line]);
    expect(last).toMatchObject({ type: "error", errorText: expect.stringContaining("cut off") });
    expect(sent).toHaveLength(1);
    await nothingDone();
  });

  it.each<[Fault, RegExp]>([
    [{ kind: "hang" }, /said nothing.*OPENAI_BASE_URL/],
    [{ kind: "stall", afterEvents: 4 }, /said nothing.*OPENAI_BASE_URL/],
    [{ kind: "drop", afterEvents: 4 }, /cannot be reached/],
    [{ kind: "malformed", afterEvents: 4 }, /could not be understood/],
    [{ kind: "error-event", afterEvents: 4 }, /could not be understood/],
    [{ kind: "empty-choices" }, /no answer/],
  ])("ends the turn in plain words and does nothing: %o", async (fault, words) => {
    const { last } = await ask([{ calls: [aCall("propose_order", ORDER)], fault }]);
    expect(last).toMatchObject({ type: "error", errorText: expect.stringMatching(words) });
    await nothingDone();
  });

  it("is waited for once when it is silent, whoever needs it first", async () => {
    const silence = { fault: { kind: "hang" as const } };
    const unclear = "hmm what about the moon and stuff";
    const { last, sent } = await ask([silence, silence, silence], { retries: 2, text: unclear });
    expect(last).toMatchObject({ type: "error", errorText: expect.stringContaining("said nothing") });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body.tool_choice).toMatchObject({ function: { name: "choose_agents" } });
  });

  it("keeps the words that came before the line broke", async () => {
    const { words, last } = await ask([
      { say: "The quote is on its way to you.", fault: { kind: "drop", afterEvents: 5 } },
    ]);
    expect(words.length).toBeGreaterThan(0);
    expect("The quote is on its way to you.").toContain(words);
    expect(last?.type).toBe("error");
  });

  it("tells a refusal as the model's own words", async () => {
    const { words, last } = await ask([{ refuse: "I will not help with that." }]);
    expect(words).toBe("I will not help with that.");
    expect(last?.type).toBe("finish");
  });
});

describe("an endpoint that refuses", () => {
  it.each<[Fault & { kind: "status" }, RegExp]>([
    [{ kind: "status", status: 401, message: `Incorrect API key provided: ${KEY}.` }, /OPENAI_API_KEY/],
    [{ kind: "status", status: 404 }, /OPENAI_MODEL/],
    [{ kind: "status", status: 429 }, /quota/],
    [{ kind: "status", status: 429, code: "insufficient_quota" }, /quota/],
    [{ kind: "status", status: 500 }, /status 500/],
    [{ kind: "status", status: 503, html: true }, /status 503/],
  ])("is told in our words, without its key: %o", async (fault, words) => {
    const { chunks, last } = await ask([{ fault }]);
    expect(last).toMatchObject({ type: "error", errorText: expect.stringMatching(words) });
    expect(JSON.stringify(chunks)).not.toContain(KEY);
  });

  it("is told to be out of reach when nobody listens", async () => {
    openai = await openOpenAi();
    const gone = openai.baseUrl;
    await openai.close();
    const config = readModelConfig({ OPENAI_BASE_URL: gone, OPENAI_MAX_RETRIES: "0" });
    const chat = new ChatService(scene.desk, openChatModels(config, scene.clock), scene.checkpoints);
    const tess = scene.person("tess");
    const { id: threadId } = await chat.createThread(tess);
    const { runId } = await chat.startRun({
      threadId,
      person: tess,
      messageId: "m",
      text: "how are we doing?",
    });
    expect((await chunksOf(chat, runId)).at(-1)).toMatchObject({
      type: "error",
      errorText: expect.stringContaining("cannot be reached"),
    });
  });
});
