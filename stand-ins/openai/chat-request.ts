import { z } from "zod";

const ToolCall = z.looseObject({
  id: z.string(),
  type: z.literal("function"),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
});

const Message = z.looseObject({
  role: z.enum(["system", "developer", "user", "assistant", "tool"]),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]).nullish(),
  tool_calls: z.array(ToolCall).optional(),
  tool_call_id: z.string().optional(),
});

/** The body of POST /chat/completions, as far as it steers the answer; more fields are let through. */
export const ChatRequest = z.looseObject({
  model: z.string(),
  messages: z.array(Message).min(1),
  stream: z.boolean().default(false),
  stream_options: z.looseObject({ include_usage: z.boolean().default(false) }).nullish(),
  tools: z
    .array(
      z.looseObject({
        type: z.literal("function"),
        function: z.looseObject({
          name: z.string(),
          parameters: z.record(z.string(), z.unknown()).optional(),
        }),
      }),
    )
    .optional(),
  tool_choice: z.unknown().optional(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/**
 * What the API would refuse about a conversation: every tool call must be answered, once, before anything else
 * is said, and nothing that was not called.
 *
 * @returns the API's own words, or null when the conversation stands
 */
export function conversationFault({ messages }: ChatRequest): string | null {
  let open = new Set<string>();
  for (const [index, { role, tool_calls: calls, tool_call_id: answered }] of messages.entries()) {
    if (role === "tool") {
      if (!answered || !open.delete(answered))
        return `Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls' (messages.[${index}]).`;
      continue;
    }
    if (open.size > 0) return unanswered(open);
    open = new Set(calls?.map((call) => call.id));
  }
  return open.size > 0 ? unanswered(open) : null;
}

const unanswered = (ids: ReadonlySet<string>) =>
  `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...ids].join(", ")}`;
