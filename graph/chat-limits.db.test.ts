import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runEvents, runs } from "#db";
import { CHAT_CEILINGS } from "./ceilings.ts";
import { chunksOf, conversation, wordsOf } from "./conversation.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
afterEach(() => expect(scene.problems).toEqual([]));

const tess = () => scene.person("tess");

describe("ceilings", () => {
  it("refuse a message that is too long, naming the limit", async () => {
    await expect(conversation(scene, [], "x".repeat(CHAT_CEILINGS.messageChars + 1))).rejects.toThrow(/8000/);
  });

  it("allow one answer at a time in a conversation", async () => {
    const chat = scene.chat(scene.script({ delayMs: 300, say: "done" }));
    const { id: threadId } = await chat.createThread(tess());
    await chat.startRun({ threadId, person: tess(), messageId: "m1", text: "one" });
    await expect(chat.startRun({ threadId, person: tess(), messageId: "m2", text: "two" })).rejects.toThrow(
      /still answering/,
    );
    await chat.close();
  });

  it("end an agent that keeps calling its model, in plain words", async () => {
    const forEver = Array.from({ length: 20 }, () => ({ calls: [{ name: "health", args: {} }] }));
    const { chunks } = await conversation(scene, forEver, "how are we?");
    expect(wordsOf(chunks)).toContain("may take 8 steps in one turn");
    expect(chunks.at(-1)?.type).toBe("finish");
  });

  it("end a turn that takes too long, in plain words", async () => {
    const chat = scene.chat(scene.script({ delayMs: 10_000, say: "never" }), {
      ...CHAT_CEILINGS,
      runMs: 200,
    });
    const { id: threadId } = await chat.createThread(tess());
    const { runId } = await chat.startRun({ threadId, person: tess(), messageId: "m", text: "how are we?" });
    expect((await chunksOf(chat, runId)).at(-1)).toMatchObject({
      type: "error",
      errorText: expect.stringContaining("time limit"),
    });
  });

  it("allow a person so many answers at once", async () => {
    const chat = scene.chat(scene.script({ delayMs: 500, say: "one" }, { say: "halt is never refused" }), {
      ...CHAT_CEILINGS,
      runsAtOnce: 1,
    });
    const send = async (text: string) => {
      const { id: threadId } = await chat.createThread(tess());
      return chat.startRun({ threadId, person: tess(), messageId: "m", text });
    };
    await send("how are we?");
    await expect(send("and elsewhere?")).rejects.toThrow(/answers running/);
    expect(wordsOf(await chunksOf(chat, (await send("halt trading")).runId))).toContain("HALTED");
    await chat.close();
  });

  it("count tokens by person and day", async () => {
    const { runId } = await conversation(scene, [{ say: "counted" }], "hello");
    const limit = CHAT_CEILINGS.tokensPerDay;
    await scene.desk.db
      .update(runEvents)
      .set({ chunk: { type: "message-metadata", messageMetadata: { tokens: limit } } })
      .where(eq(runEvents.runId, runId));
    await expect(conversation(scene, [{ say: "no" }], "hello")).rejects.toThrow(/tokens today/);
    scene.clock.advance(24 * 3_600_000);
    expect(wordsOf((await conversation(scene, [{ say: "A new day." }], "hello")).chunks)).toBe("A new day.");
  });
});

describe("a conversation", () => {
  it("is its owner's alone", async () => {
    const { chat, threadId } = await conversation(scene, [{ say: "private" }], "hello");
    const ana = scene.person("ana");
    await expect(chat.messages(threadId, ana)).rejects.toThrow(/no conversation/i);
    await expect(chat.activeRun(threadId, ana)).rejects.toThrow(/no conversation/i);
    await expect(chat.stop(threadId, ana)).rejects.toThrow(/no conversation/i);
    await expect(chat.deleteThread(threadId, ana)).rejects.toThrow(/no conversation/i);
    expect(await chat.threads(ana)).toEqual([]);
  });

  it("takes its title from the first message, and can be deleted with everything in it", async () => {
    const { chat, threadId } = await conversation(scene, [{ say: "ok" }], "compare apple with the index");
    const titles = async () => (await chat.threads(tess())).map((thread) => thread.title);
    expect(await titles()).toContain("compare apple with the index");
    await chat.deleteThread(threadId, tess());
    expect(await titles()).not.toContain("compare apple with the index");
    expect(
      await scene.checkpoints.saver.getTuple({ configurable: { thread_id: `chat:${threadId}` } }),
    ).toBeUndefined();
  });

  it("keeps one checkpoint between turns, however long it gets", async () => {
    const { threadId } = await conversation(
      scene,
      [{ say: "one" }, { say: "two" }, { say: "three" }],
      "a",
      "b",
      "c",
    );
    await expect
      .poll(async () => {
        const kept = [];
        for await (const tuple of scene.checkpoints.saver.list({
          configurable: { thread_id: `chat:${threadId}` },
        }))
          kept.push(tuple);
        return kept.length;
      })
      .toBe(1);
  });

  it("says that an answer broke off when its process died", async () => {
    const chat = scene.chat(scene.script());
    const { id: threadId } = await chat.createThread(tess());
    const at = scene.clock.now();
    await scene.desk.db.insert(runs).values({
      id: "run_dead",
      threadId,
      messageId: "m",
      text: "hi",
      status: "running",
      model: "script",
      traceId: "t",
      startedAt: at,
    });
    expect(await chat.closeOrphans(true)).toBe(1);
    expect(await chunksOf(chat, "run_dead")).toMatchObject([
      { type: "error", errorText: expect.stringContaining("restarted") },
    ]);
    expect(await chat.closeOrphans(true)).toBe(0);
  });
});
