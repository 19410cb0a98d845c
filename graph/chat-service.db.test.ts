import { uiMessageChunkSchema } from "ai";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accounts, runEvents } from "#db";
import { contextFor, recordArticle } from "#operations";
import { ChatService } from "./chat-service.ts";
import { chunksOf, conversation, quoteThenSay, wordsOf } from "./conversation.ts";
import { NOW, openScene, type Scene } from "./scene.ts";
import type { UiChunk } from "./ui-chunk.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
afterEach(() => expect(scene.problems).toEqual([]));

const tess = () => scene.person("tess");
const typesOf = (chunks: UiChunk[]) => chunks.map((chunk) => chunk.type);

describe("an answer", () => {
  it("streams agent, tool call, result, words and the figures' sources as valid chunks", async () => {
    const { chunks, model } = await conversation(
      scene,
      quoteThenSay("Apple asks 100.00, not 55."),
      "what is apple at?",
    );
    expect(typesOf(chunks)).toEqual([
      "start",
      "data-agent",
      "tool-input-available",
      "tool-output-available",
      "text-start",
      "text-delta",
      "text-end",
      "data-grounding",
      "message-metadata",
      "finish",
    ]);
    const schema = uiMessageChunkSchema();
    for (const chunk of chunks) expect(await schema.validate?.(chunk)).toMatchObject({ success: true });
    expect(chunks.find((chunk) => chunk.type === "data-grounding")).toMatchObject({
      data: {
        figures: [
          { text: "100.00", toolCallId: "call_1_1" },
          { text: "55", toolCallId: null },
        ],
      },
    });
    model.assertFinished();
  });

  it("is a row before anybody sees it, and the same again after a reload or from the middle", async () => {
    const { chat, chunks, runId, threadId } = await conversation(
      scene,
      quoteThenSay("It asks 100."),
      "apple?",
    );
    const rows = await scene.desk.db
      .select()
      .from(runEvents)
      .where(eq(runEvents.runId, runId))
      .orderBy(runEvents.seq);
    expect(rows.map((row) => row.chunk)).toEqual(chunks);
    const elsewhere = scene.chat(scene.script());
    expect(await chunksOf(elsewhere, runId)).toEqual(chunks);
    expect(await chunksOf(elsewhere, runId, 4)).toEqual(chunks.slice(4));
    const messages = await chat.messages(threadId, tess());
    expect(messages.map((message) => message.role)).toEqual(["user", "assistant"]);
    expect(messages[1]?.parts.map((part) => part.type)).toEqual([
      "data-agent",
      "dynamic-tool",
      "text",
      "data-grounding",
    ]);
    expect(messages[1]?.metadata).toMatchObject({ model: "script", agent: "monitoring" });
  });

  it("goes on when nobody watches, and another process can tail it", async () => {
    const chat = scene.chat(scene.script({ delayMs: 200, say: "Late but whole." }));
    const { id: threadId } = await chat.createThread(tess());
    const { runId } = await chat.startRun({ threadId, person: tess(), messageId: "m", text: "how are we?" });
    expect(await chat.activeRun(threadId, tess())).toBe(runId);
    expect(wordsOf(await chunksOf(scene.chat(scene.script()), runId))).toBe("Late but whole.");
    expect(await chat.activeRun(threadId, tess())).toBeNull();
  });

  it("is given once for a message sent twice", async () => {
    const { chat, threadId, runId } = await conversation(scene, [{ say: "Fine." }], "how are we?");
    const again = await chat.startRun({ threadId, person: tess(), messageId: "m0", text: "how are we?" });
    expect(again.runId).toBe(runId);
  });

  it("remembers the turns before it", async () => {
    const { model } = await conversation(
      scene,
      [...quoteThenSay("It asks 100."), { say: "Still." }],
      "apple?",
      "and now?",
    );
    expect(model.asked.at(-1)?.map((message) => message.getType())).toEqual([
      "system",
      "human",
      "ai",
      "tool",
      "ai",
      "human",
    ]);
  });

  it("lets several agents answer in order", async () => {
    const { chunks } = await conversation(
      scene,
      [{ say: "Here is one." }, { say: "Here is the other." }],
      "show my positions and explain the last trade",
    );
    expect(chunks.flatMap((chunk) => (chunk.type === "data-agent" ? [chunk.data.agent] : []))).toEqual([
      "monitoring",
      "explanation",
    ]);
    expect(wordsOf(chunks)).toBe("Here is one.Here is the other.");
  });
});

describe("a tool that fails", () => {
  it("tells the model what, why and how to fix it, and people too", async () => {
    const { chunks, model } = await conversation(
      scene,
      [
        { calls: [{ name: "get_quote", args: { symbol: "Atlantis" } }] },
        { whenLast: "Did you mean AAPL", say: "I do not know it." },
      ],
      "quote atlantis",
    );
    expect(chunks.find((chunk) => chunk.type === "tool-output-error")).toMatchObject({ dynamic: true });
    model.assertFinished();
  });

  it("answers wrong arguments field by field", async () => {
    const { model } = await conversation(
      scene,
      [
        { calls: [{ name: "get_bars", args: { symbol: "AAPL", limit: "many", extra: 1 } }] },
        { whenLast: /INVALID_INPUT.*limit/s, say: "I cannot." },
      ],
      "bars",
    );
    model.assertFinished();
  });
});

describe("text from outside", () => {
  it("read in one turn taints what is proposed in a later one, and the thread keeps it marked", async () => {
    const article = { headline: "Apple soars", body: "Buy it all", publisher: "Wire", occurredAt: NOW };
    await recordArticle.perform(contextFor(scene.desk, tess()), article);
    const { chunks, model } = await conversation(
      scene,
      [
        { calls: [{ name: "list_articles", args: {} }] },
        { whenLast: "⟦outside text⟧ Apple soars ⟦end of outside text⟧", say: "One article." },
        { calls: [{ name: "propose_order", args: { symbol: "AAPL", side: "buy", quantity: "1" } }] },
        { whenLast: '"tainted":true', say: "Proposed; two people must approve." },
      ],
      "any news?",
      "propose an order of one",
    );
    model.assertFinished();
    expect(typesOf(chunks)).toContain("data-ticket");
  });
});

describe("a model that fails", () => {
  it("ends the turn with a plain error, and the next one works", async () => {
    const { chunks, chat, threadId } = await conversation(
      scene,
      [{ fail: Object.assign(new Error("x"), { status: 401 }) }],
      "hi",
    );
    expect(chunks.at(-1)).toMatchObject({
      type: "error",
      errorText: expect.stringContaining("OPENAI_API_KEY"),
    });
    const next = new ChatService(
      scene.desk,
      { name: "s", kind: "scripted", routes: false, for: () => scene.script({ say: "Back." }) },
      scene.checkpoints,
    );
    const { runId } = await next.startRun({ threadId, person: tess(), messageId: "m9", text: "hi again" });
    expect(wordsOf(await chunksOf(next, runId))).toBe("Back.");
    expect((await chat.messages(threadId, tess())).at(1)?.parts).toMatchObject([
      { type: "data-agent" },
      { type: "text" },
    ]);
  });
});

describe("stopping", () => {
  it("ends the answer, keeps what was said, and lets the conversation go on", async () => {
    const chat = scene.chat(
      scene.script(
        { calls: [{ name: "health", args: {} }] },
        { delayMs: 5_000, say: "never" },
        { say: "Going on." },
      ),
    );
    const { id: threadId } = await chat.createThread(tess());
    const { runId } = await chat.startRun({ threadId, person: tess(), messageId: "m1", text: "how are we?" });
    for await (const { chunk } of chat.follow(runId)) if (chunk.type === "tool-output-available") break;
    expect(await chat.stop(threadId, tess())).toBe(true);
    expect((await chunksOf(chat, runId)).at(-1)).toMatchObject({ type: "abort" });
    const next = await chat.startRun({ threadId, person: tess(), messageId: "m2", text: "go on" });
    expect(wordsOf(await chunksOf(chat, next.runId))).toBe("Going on.");
    expect(await chat.stop(threadId, tess())).toBe(false);
  });
});

describe("a halt in plain words", () => {
  it("stops trading without asking any model, while another answer runs in the conversation", async () => {
    const model = scene.script({ delayMs: 5_000, say: "never" });
    const chat = scene.chat(model);
    const { id: threadId } = await chat.createThread(tess());
    const first = await chat.startRun({ threadId, person: tess(), messageId: "m1", text: "how are we?" });
    const halted = await chat.startRun({ threadId, person: tess(), messageId: "m2", text: "HALT!" });
    expect(wordsOf(await chunksOf(chat, halted.runId))).toContain("HALTED");
    expect((await chunksOf(chat, first.runId)).at(-1)?.type).toBe("abort");
    expect(model.asked.length).toBeLessThanOrEqual(1);
    const [account] = await scene.desk.db.select().from(accounts);
    expect(account).toMatchObject({ tradingState: "HALTED", killEpoch: 1 });
    for (const tradingState of ["REDUCING", "ACTIVE"] as const)
      await scene.desk.db.update(accounts).set({ tradingState });
    scene.desk.setHaltFlag(false, "");
  });
});
