import {
  type AIMessage,
  AIMessageChunk,
  type BaseMessage,
  isAIMessage,
  isToolMessage,
  type ToolMessage,
} from "@langchain/core/messages";
import type { Progress } from "#operations";
import type { ToolArtifact } from "#tools";
import type { UiChunk } from "./ui-chunk.ts";

const PROGRESS_EVERY_MS = 150;
/** A high surrogate at the end: servers cut an emoji in two, and the database takes only whole ones. */
const HALF_CHARACTER = /[\uD800-\uDBFF]$/;

/** One event of a graph streamed with modes messages, updates, custom, tools and with its subgraphs. */
export type GraphEvent = [namespace: string[], mode: string, payload: unknown];

/**
 * Turns a graph's events into chunks of a UI message. Text is streamed as it comes, and given whole when a model
 * or a node did not stream it; everything is known by id, so that nothing is told twice.
 */
export class UiStream {
  readonly #emit: (chunk: UiChunk) => void;
  /** The text part being written. */
  #open: string | null = null;
  readonly #texts = new Set<string>();
  /** When each tool call was told, ms. */
  readonly #calls = new Map<string, number>();
  readonly #toolMs: Record<string, number> = {};
  readonly #progressAt = new Map<string, number>();
  #tokens = 0;
  readonly #counted = new Set<string>();
  /** What was told of the newest part. */
  #text = "";
  /** The first half of a character whose second half has not come. */
  #half = "";

  constructor(emit: (chunk: UiChunk) => void) {
    this.#emit = emit;
  }

  /** Tokens the models counted. */
  get tokens(): number {
    return this.#tokens;
  }

  /** How long each tool call took, ms, by its id. */
  get toolMs(): Readonly<Record<string, number>> {
    return this.#toolMs;
  }

  /** The text of the newest part, as far as it came. */
  get text(): string {
    return this.#text;
  }

  take([, mode, payload]: GraphEvent): void {
    if (mode === "messages") this.#speak((payload as [BaseMessage])[0]);
    else if (mode === "updates") this.#update(payload);
    else if (mode === "tools") this.#toolEvent(payload as { event: string; output?: unknown });
    else if (mode === "custom") this.#own(payload as UiChunk);
  }

  /** Ends the text part being written. */
  close(): void {
    if (this.#open !== null) this.#emit({ type: "text-end", id: this.#open });
    this.#open = null;
  }

  #speak(message: BaseMessage): void {
    const isPiece = message instanceof AIMessageChunk;
    if (!(isPiece || isAIMessage(message)) || !message.id || !message.text) return;
    if (!isPiece && this.#texts.has(message.id)) return;
    if (this.#open !== message.id) {
      if (this.#texts.has(message.id)) return;
      this.close();
      this.#texts.add(message.id);
      this.#emit({ type: "text-start", id: message.id });
      this.#open = message.id;
      this.#text = "";
      this.#half = "";
    }
    const text = this.#half + message.text;
    this.#half = HALF_CHARACTER.exec(text)?.[0] ?? "";
    const delta = text.slice(0, text.length - this.#half.length);
    this.#text += delta;
    if (delta) this.#emit({ type: "text-delta", id: message.id, delta });
    if (!isPiece) this.close();
  }

  #update(payload: unknown): void {
    for (const update of Object.values((payload ?? {}) as Record<string, unknown>))
      for (const message of messagesOf(update)) {
        if (isToolMessage(message)) this.#result(message);
        else if (isAIMessage(message)) this.#finished(message);
      }
  }

  #finished(message: AIMessage): void {
    if (message.id && !this.#texts.has(message.id)) this.#speak(message);
    if (this.#open === message.id) this.close();
    if (message.id && !this.#counted.has(message.id)) {
      this.#counted.add(message.id);
      this.#tokens += message.usage_metadata?.total_tokens ?? 0;
    }
    for (const { id, name, args } of message.tool_calls ?? []) {
      if (!id || this.#calls.has(id)) continue;
      this.#calls.set(id, performance.now());
      this.#emit({
        type: "tool-input-available",
        toolCallId: id,
        toolName: name,
        input: args,
        dynamic: true,
      });
    }
  }

  #toolEvent({ event, output }: { event: string; output?: unknown }): void {
    if (event === "on_tool_end" && isToolMessage(output)) this.#result(output);
  }

  #result(message: ToolMessage): void {
    const { tool_call_id: toolCallId } = message;
    const calledAt = this.#calls.get(toolCallId);
    if (calledAt === undefined || toolCallId in this.#toolMs) return;
    this.#toolMs[toolCallId] = Math.round(performance.now() - calledAt);
    const output = parsed(message.text);
    if (message.status === "error")
      this.#emit({ type: "tool-output-error", toolCallId, errorText: errorText(output), dynamic: true });
    else this.#emit({ type: "tool-output-available", toolCallId, output, dynamic: true });
    for (const part of (message.artifact as ToolArtifact | undefined)?.shown ?? []) this.#emit(part);
  }

  /** Long work reports by the thousand; people see a few steps a second, and always the last. */
  #isDue(id: string, { done, total }: Progress): boolean {
    const now = performance.now();
    if (done < total && now - (this.#progressAt.get(id) ?? -PROGRESS_EVERY_MS) < PROGRESS_EVERY_MS)
      return false;
    this.#progressAt.set(id, now);
    return true;
  }

  #own(part: UiChunk): void {
    if (part.type === "data-progress" && !this.#isDue(part.id ?? "", part.data)) return;
    this.close();
    this.#emit(part);
  }
}

function messagesOf(update: unknown): BaseMessage[] {
  const { messages } = (update ?? {}) as { messages?: unknown };
  return Array.isArray(messages) ? (messages as BaseMessage[]) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function errorText(output: unknown): string {
  const { error } = (output ?? {}) as { error?: { what?: string; why?: string; fix?: string } };
  return error ? [error.what, error.why, error.fix].filter(Boolean).join(" ") : String(output);
}
