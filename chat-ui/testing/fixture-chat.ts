import { readUIMessageStream, type UIMessage } from "ai";
import type { Person } from "../lib/desk-types.ts";
import { answerTo, type Beat, type Chunk } from "./fixture-answers.ts";
import type { FixtureDesk } from "./fixture-desk.ts";

interface Thread {
  id: string;
  title: string;
  updatedAt: string;
  messages: UIMessage[];
  run: Run | null;
}

/** A run's chunks so far and those who follow it: every follower gets it from the start. */
class Run {
  readonly #chunks: Chunk[] = [];
  readonly #followers = new Set<ReadableStreamDefaultController<Chunk>>();
  #hasEnded = false;

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  push(chunk: Chunk): void {
    if (this.#hasEnded) return;
    this.#chunks.push(chunk);
    for (const follower of this.#followers) follower.enqueue(chunk);
  }

  end(): void {
    this.#hasEnded = true;
    for (const follower of this.#followers) follower.close();
    this.#followers.clear();
  }

  follow(): ReadableStream<Chunk> {
    let mine: ReadableStreamDefaultController<Chunk>;
    return new ReadableStream<Chunk>({
      start: (controller) => {
        mine = controller;
        for (const chunk of this.#chunks) controller.enqueue(chunk);
        if (this.#hasEnded) controller.close();
        else this.#followers.add(controller);
      },
      cancel: () => {
        this.#followers.delete(mine);
      },
    });
  }
}

/** Threads and runs with the contract's behaviour: streamed, stoppable, resumable, kept. */
export class FixtureChat {
  readonly #threads = new Map<string, Thread>();
  readonly #desk: FixtureDesk;

  constructor(desk: FixtureDesk) {
    this.#desk = desk;
    const old = this.create();
    old.title = "Why did we buy MSFT on Monday?";
    old.updatedAt = new Date(Date.now() - 86_400_000 * 2).toISOString();
  }

  list() {
    return [...this.#threads.values()].map(({ id, title, updatedAt }) => ({ id, title, updatedAt }));
  }

  create(): Thread {
    const id = `thr_${this.#threads.size + 1}`;
    const thread: Thread = {
      id,
      title: "New conversation",
      updatedAt: new Date().toISOString(),
      messages: [],
      run: null,
    };
    this.#threads.set(id, thread);
    return thread;
  }

  remove(id: string): void {
    this.#threads.delete(id);
  }

  messages(id: string): UIMessage[] {
    return this.#threads.get(id)?.messages ?? [];
  }

  send(id: string, message: { id: string; text: string }, person: Person): ReadableStream<Chunk> | null {
    const thread = this.#threads.get(id);
    if (!thread) return null;
    if (thread.messages.length === 0) thread.title = message.text;
    thread.updatedAt = new Date().toISOString();
    thread.messages.push({ id: message.id, role: "user", parts: [{ type: "text", text: message.text }] });
    const run = new Run();
    thread.run = run;
    const messageId = `msg_${id}_${thread.messages.length}`;
    void this.#keep(thread, run.follow());
    void play(run, messageId, answerTo(message.text, person, this.#desk));
    return run.follow();
  }

  resume(id: string): ReadableStream<Chunk> | null {
    const run = this.#threads.get(id)?.run;
    return run && !run.hasEnded ? run.follow() : null;
  }

  stop(id: string): boolean {
    const run = this.#threads.get(id)?.run;
    if (!run || run.hasEnded) return false;
    run.push({ type: "abort" });
    run.end();
    return true;
  }

  async #keep(thread: Thread, stream: ReadableStream<Chunk>): Promise<void> {
    let newest: UIMessage | undefined;
    try {
      for await (const message of readUIMessageStream({ stream })) newest = message;
    } catch {
      // An error chunk ends the stream; what was said before it is kept.
    }
    if (newest) thread.messages.push(newest);
  }
}

async function play(run: Run, messageId: string, beats: Beat[]): Promise<void> {
  run.push({
    type: "start",
    messageId,
    messageMetadata: { model: "Offline operator", agent: agentOf(beats) },
  });
  for (const beat of beats) {
    if (typeof beat === "number") await new Promise((resolve) => setTimeout(resolve, beat));
    else run.push(beat);
  }
  run.push({ type: "finish" });
  if (!run.hasEnded) run.end();
}

function agentOf(beats: Beat[]): string {
  const handOff = beats.find((beat) => typeof beat !== "number" && beat.type === "data-agent");
  return typeof handOff === "object" && handOff.type === "data-agent"
    ? (handOff.data as { agent: string }).agent
    : "";
}
