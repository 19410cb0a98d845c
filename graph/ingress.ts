import { AIMessage, isHumanMessage, RemoveMessage } from "@langchain/core/messages";
import { InvalidInputError } from "#core/model";
import { type Context, halt } from "#operations";
import type { ChatCeilings } from "./ceilings.ts";
import type { ChatState } from "./chat-state.ts";
import { haltReason } from "./halt-words.ts";
import { recentTurns } from "./history.ts";

/**
 * Takes a person's message in: checks its size, lets old turns go, and obeys a plain halt before any model is
 * asked. The halt is the person's own act.
 *
 * @param ctx the person at the desk
 * @throws InvalidInputError when the message is too long
 */
export async function takeIn(
  state: ChatState,
  ctx: Context,
  ceilings: ChatCeilings,
): Promise<Partial<ChatState>> {
  const text = state.messages.findLast(isHumanMessage)?.text ?? "";
  assertMessageSize(text, ceilings);
  const kept = new Set(recentTurns(state.messages));
  const dropped = state.messages.flatMap((message) =>
    kept.has(message) || !message.id ? [] : [new RemoveMessage({ id: message.id })],
  );
  const reason = haltReason(text);
  if (reason === null) return { messages: dropped, plan: [] };
  const halted = await halt.perform(ctx, { reason });
  const answer = new AIMessage({
    id: ctx.newId("message"),
    name: "desk",
    content: `Trading is ${halted.tradingState}, on your word, since ${halted.changedAt}. Outstanding clearances and approvals are void; ${halted.voided} unsent orders were voided, and ${halted.canceling} open ones are being canceled. A person with the risk-admin role can resume.`,
  });
  return { messages: [...dropped, answer], plan: [] };
}

/** @throws InvalidInputError */
export function assertMessageSize(text: string, { messageChars }: ChatCeilings): void {
  if (text.length <= messageChars) return;
  throw new InvalidInputError({
    what: `The message is ${text.length} characters long.`,
    why: `A message holds at most ${messageChars}.`,
    fix: "Shorten it, or send it in parts.",
  });
}
