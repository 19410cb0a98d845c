import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { modelFailure } from "#agents";
import { OperatorError } from "#core/model";
import type { ChatTurn } from "./agent-turn.ts";
import { type ChatGraph, chatGraph } from "./chat-graph.ts";
import type { Checkpoints } from "./checkpoints.ts";
import type { RunLog } from "./run-log.ts";
import { type GraphEvent, UiStream } from "./ui-stream.ts";

/** One turn being answered. */
export interface RunTask {
  runId: string;
  threadId: string;
  messageId: string;
  text: string;
  turn: ChatTurn;
}

/** A person pressed stop. */
export class StoppedByPerson extends Error {
  override readonly name = "StoppedByPerson";
}

const threadOf = (threadId: string) => `chat:${threadId}`;

export { threadOf as chatThreadOf };

/** Answers one message, writing every piece to the log. Never throws: how it ended is its last piece. */
export async function answer(
  task: RunTask,
  checkpoints: Checkpoints,
  log: RunLog,
  stop: AbortSignal,
): Promise<void> {
  const { turn, runId } = task;
  let agent: string | undefined;
  const ui = new UiStream((chunk) => {
    if (chunk.type === "data-agent") agent = chunk.data.agent;
    log.add(chunk);
  });
  const timeUp = AbortSignal.timeout(turn.ceilings.runMs);
  const graph = chatGraph(turn, checkpoints.saver);
  const config = { configurable: { thread_id: threadOf(task.threadId) } };
  const about = () => ({ model: turn.models.name, agent, tokens: ui.tokens, toolMs: { ...ui.toolMs } });
  log.add({ type: "start", messageId: runId, messageMetadata: { model: turn.models.name } });
  try {
    const events = await graph.stream(
      { messages: [new HumanMessage({ id: `person_${task.messageId}`, content: task.text })] },
      {
        ...config,
        signal: AbortSignal.any([stop, timeUp]),
        streamMode: ["messages", "updates", "custom", "tools"],
        subgraphs: true,
        durability: "async",
      },
    );
    for await (const event of events) ui.take(event as GraphEvent);
    ui.close();
    log.add({ type: "message-metadata", messageMetadata: about() });
    log.add({ type: "finish", finishReason: "stop" });
  } catch (error) {
    ui.close();
    await rememberCutOff(graph, config, ui.text, turn);
    log.add({ type: "message-metadata", messageMetadata: about() });
    if (stop.aborted) log.add({ type: "abort", reason: "The person stopped it." });
    else log.add({ type: "error", errorText: inWords(error, timeUp.aborted, turn) });
  }
  await log
    .flush()
    .catch((error) =>
      turn.desk.log.error({ err: error, runId, traceId: turn.traceId }, "the answer could not be stored"),
    );
  await checkpoints.prune(threadOf(task.threadId)).catch(() => {});
}

/** The next turn must know that this one broke off, and what was said until then. */
async function rememberCutOff(
  graph: ChatGraph,
  config: { configurable: { thread_id: string } },
  said: string,
  { desk, traceId }: ChatTurn,
): Promise<void> {
  try {
    const note = new AIMessage({
      id: desk.newId("message"),
      name: "desk",
      content: `${said}\n[This answer broke off here and was not finished.]`.trim(),
    });
    await graph.updateState(config, { messages: [note], plan: [] }, "compose");
  } catch (error) {
    desk.log.warn({ err: error, traceId }, "the broken-off answer could not be noted for the next turn");
  }
}

function inWords(error: unknown, isTimeUp: boolean, { desk, traceId, ceilings }: ChatTurn): string {
  if (isTimeUp)
    return `The answer was ended after ${ceilings.runMs / 1000} s. Every turn has a time limit. Ask for less at once; what came so far stands above.`;
  const known = modelFailure(error) ?? deskError(error);
  if (known) {
    desk.log.warn({ err: error, code: known.code, traceId }, "the turn failed");
    return `${known.parts.what} ${known.parts.why} ${known.parts.fix}`;
  }
  desk.log.error({ err: error, traceId }, "the turn broke");
  return `Something broke while answering. Nothing was sent to the market by this. Try again, and report ${traceId} if it goes on.`;
}

function deskError(error: unknown): OperatorError | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 10; cause = cause.cause, depth++)
    if (cause instanceof OperatorError) return cause;
  return null;
}
