import type { ChatRequest } from "./chat-request.ts";

/** What the model answers to one request. */
export interface ModelReply {
  /** Its words; none when it only calls tools. */
  say?: string;
  /** It declines, in the field the API has for that. */
  refuse?: string;
  calls?: ModelCall[];
  /** Why it ended; without it "tool_calls" when it calls any, "stop" otherwise. */
  finish?: "stop" | "length" | "tool_calls" | "content_filter";
  fault?: Fault;
}

export interface ModelCall {
  name: string;
  /** A text is sent as the model wrote it, right or wrong. */
  arguments: Record<string, unknown> | string;
  /** Its own id; made up when left out. */
  id?: string;
}

/** What goes wrong with one answer. `afterEvents` counts stream events that still arrive whole. */
export type Fault =
  /** An HTTP error in the API's shape; `html` for the page of a proxy in front of it. */
  | {
      kind: "status";
      status: number;
      code?: string;
      message?: string;
      retryAfterSeconds?: number;
      html?: true;
    }
  /** The request is taken, and no byte ever comes. */
  | { kind: "hang" }
  /** The stream begins, then says nothing more. */
  | { kind: "stall"; afterEvents: number }
  /** The connection breaks in the middle. */
  | { kind: "drop"; afterEvents: number }
  /** The body ends in good order, but too early. */
  | { kind: "end-early"; afterEvents: number }
  /** One event, or the whole body when not streamed, is no JSON. */
  | { kind: "malformed"; afterEvents: number }
  /** The API reports its own failure within a stream that had begun well. */
  | { kind: "error-event"; afterEvents: number }
  /** An answer without any choice in it. */
  | { kind: "empty-choices" };

/** One line of a script: an answer, or what the answer would be given the request. */
export type ScriptLine = ModelReply | ((request: ChatRequest) => ModelReply);

/** Servers that call themselves compatible differ; `local` is how Ollama, llama.cpp and vLLM do it. */
export type Dialect = "openai" | "local";
