import { ToolMessage } from "@langchain/core/messages";
import {
  DynamicStructuredTool,
  type DynamicStructuredToolInput,
  type StructuredToolInterface,
  ToolInputParsingException,
} from "@langchain/core/tools";
import { z } from "zod";
import { InvalidInputError, OperatorError } from "#core/model";
import { agentActor, contextFor, type Operation, type Progress, parseInput } from "#operations";
import { OUTSIDE_NOTE } from "./outside-text.ts";
import type { ShownPart, ToolArtifact } from "./shown-part.ts";
import type { ToolSession } from "./tool-session.ts";

/** An operation as a model may hold it. */
export interface DeskTool {
  /** The operation's name in snake_case. */
  readonly name: string;
  readonly operation: Operation;
  readonly description: string;
  /** The tool itself, bound to one turn. */
  bind(session: ToolSession): StructuredToolInterface;
}

export interface ToolSpec<Output> {
  /** For the model, after the operation's summary: where each id comes from and what does not happen. */
  describe: string;
  /** What of the result a model needs. All of it when left out. */
  trim?: (output: Output) => object;
  /** Ids of texts from outside that the result carries; reading them taints the thread. */
  outside?: (output: Output) => string[];
  /** What people are shown beside the answer. */
  artifact?: (output: Output) => ShownPart[];
}

/** The longest answer a model is given; more would push the conversation out of its window. */
const MAX_REPLY_CHARS = 32_000;

/** Hands an operation to models: same permission, validation, transaction and audit as every other door. */
export function toolFor<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<string, I, O>,
  spec: ToolSpec<z.output<O>>,
): DeskTool {
  const name = operation.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const description = `${operation.summary} ${spec.describe}`;
  const schema = z.toJSONSchema(operation.input, { io: "input" });
  const bind = (session: ToolSession) =>
    new OperationTool(operation, {
      name,
      description,
      schema,
      responseFormat: "content_and_artifact",
      func: async (args: unknown, _manager, config): Promise<[string | ToolMessage, ToolArtifact]> => {
        const callId = (config as CallConfig | undefined)?.toolCall?.id ?? session.desk.newId("message");
        try {
          return await perform(operation, spec, session, args, { ...(config as CallConfig), callId });
        } catch (error) {
          return [failure(name, callId, error), { shown: [] }];
        }
      },
    });
  return { name, operation, description, bind };
}

/** Answers arguments that do not fit with the operation's own field errors, so that a model can correct them. */
class OperationTool extends DynamicStructuredTool {
  readonly #operation: Operation;

  constructor(operation: Operation, fields: DynamicStructuredToolInput) {
    super(fields);
    this.#operation = operation;
  }

  override async call(...[args, config, tags]: Parameters<DynamicStructuredTool["call"]>) {
    try {
      return await super.call(args, config, tags);
    } catch (error) {
      if (!(error instanceof ToolInputParsingException)) throw error;
      const callId = (config as CallConfig | undefined)?.toolCall?.id ?? "";
      return failure(
        this.name,
        callId,
        this.#explain(args) ?? new InvalidInputError(NOT_UNDERSTOOD, { cause: error }),
      );
    }
  }

  #explain(args: unknown): unknown {
    try {
      parseInput(this.#operation.name, this.#operation.input, args);
      return undefined;
    } catch (error) {
      return error;
    }
  }
}

const NOT_UNDERSTOOD = {
  what: "The arguments do not fit the tool.",
  why: "Nothing is done with input that is not understood completely.",
  fix: "Send one JSON object with the fields of the tool's schema and no others.",
};

/** The parts of LangGraph's configuration a tool uses. */
interface CallConfig {
  toolCall?: { id?: string };
  signal?: AbortSignal;
  writer?: (chunk: unknown) => void;
}

async function perform<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<string, I, O>,
  spec: ToolSpec<z.output<O>>,
  session: ToolSession,
  args: unknown,
  { callId, signal, writer }: CallConfig & { callId: string },
): Promise<[string, ToolArtifact]> {
  session.spend();
  const ctx = contextFor(session.desk, agentActor(session.person, session.agent), {
    traceId: session.traceId,
    signal,
    taint: [...session.taint],
    progress: (progress: Progress) => writer?.({ type: "data-progress", id: callId, data: progress }),
  });
  const output = await operation.perform(ctx, args);
  const outside = spec.outside?.(output) ?? [];
  for (const id of outside) session.taint.add(id);
  const trimmed = spec.trim?.(output) ?? (output as object);
  const reply = JSON.stringify(outside.length > 0 ? { untrusted: OUTSIDE_NOTE, ...trimmed } : trimmed);
  if (reply.length > MAX_REPLY_CHARS) throw tooLong(reply.length);
  return [reply, { shown: spec.artifact?.(output) ?? [] }];
}

/** An error as a tool answer from which a model can recover. */
export function failure(name: string, toolCallId: string, error: unknown): ToolMessage {
  const known =
    error instanceof OperatorError
      ? error
      : new OperatorError("UNEXPECTED", "fault", {
          what: "The tool broke.",
          why: "The cause is in the log.",
          fix: "Do not repeat the call; tell the person that it failed.",
        });
  return new ToolMessage({
    name,
    tool_call_id: toolCallId,
    status: "error",
    content: JSON.stringify({ error: known.toJSON() }),
  });
}

const tooLong = (chars: number) =>
  new InvalidInputError({
    what: `The answer is too long: ${chars} characters.`,
    why: `A tool answer holds at most ${MAX_REPLY_CHARS}.`,
    fix: "Ask for less: a lower limit, one symbol, or a shorter period.",
  });
