import type { BaseMessage } from "@langchain/core/messages";
import { AGENT_TOOLS, type AgentName } from "#tools";
import { composeAnswer } from "../answers/compose-answer.ts";
import type { Focus } from "../understanding/focus.ts";
import type { Request } from "../understanding/request.ts";
import { understand } from "../understanding/understand.ts";
import { agentWith, ownerOf, toolsOf } from "./assign.ts";
import { focusOf } from "./focus-of.ts";
import type { Progress, Step } from "./script.ts";
import { SCRIPTS } from "./scripts.ts";
import { readTurns, type Turn } from "./thread.ts";

export interface PlannedCall {
  id: string;
  name: string;
  args: Record<string, unknown>;
}
/** What the operator does next: call tools, or answer. */
export type NextAction = { calls: PlannedCall[] } | { answer: string };

/** A request with how far it has come. */
export interface Task {
  request: Request;
  owner: AgentName;
  progress: Progress;
  /** Set when a call was planned that its tool would not take. */
  invalid?: string;
}

/** Requests that only look, so that several may be read at once. */
const LOOKS = new Set([
  "instruments",
  "quote",
  "history",
  "chart",
  "compare",
  "indicator",
  "calendar",
  "quality",
  "known",
  "articles",
  "signals",
  "strategies",
  "approvals",
  "orders",
  "fills",
  "positions",
  "portfolio",
  "limits",
  "reconciliation",
  "health",
  "ticket",
]);
/** Questions that may have been asked one after the other for a single request. */
const MOST_QUESTIONS = 4;
const OPERATIONS = new Map(
  Object.values(AGENT_TOOLS).flatMap((tools) => tools.map((tool) => [tool.name, tool.operation] as const)),
);

/**
 * Decides the next action from the conversation alone. Nothing is kept between calls: the steps already made are
 * found by their call ids among the messages since the person's last one.
 *
 * @param bound names of the tools that may be called
 * @param now what "last month" counts from
 */
export function planNext(
  messages: readonly BaseMessage[],
  bound: ReadonlySet<string>,
  now: Date,
  self?: AgentName,
): NextAction {
  const turns = readTurns(messages);
  const turn = turns.at(-1);
  if (!turn) return { answer: "Nothing was asked yet." };
  const tasks = tasksOf(turns, now);
  const agent = self ?? agentWith(bound);
  const isKnownPlan = agent !== undefined && tasks.some(({ owner }) => owner === agent);
  const mine = tasks.filter(({ request, owner }) =>
    isKnownPlan ? owner === agent : toolsOf(request).every((tool) => bound.has(tool)),
  );
  const calls: PlannedCall[] = [];
  for (const task of mine) {
    if (task.request.missing.length > 0) continue;
    const next = nextSteps(task, bound);
    if (next.length === 0) continue;
    const looks = LOOKS.has(task.request.intent);
    if (calls.length > 0 && !looks) break;
    calls.push(
      ...(looks ? next : next.slice(0, 1)).map((step) => planned(step, task, turn, tasks.indexOf(task))),
    );
    if (!looks) break;
  }
  if (calls.length > 0) return { calls };
  const left = tasks.filter(
    (task) => !mine.includes(task) && (isKnownPlan ? !hasSpoken(tasks, task, agent) : true),
  );
  return { answer: composeAnswer(mine, left) };
}

/** What a person's newest message asks for, each with the agent it falls to. */
export function tasksOf(turns: readonly Turn[], now: Date): Task[] {
  const { requests, focus, wordsOf } = requestsAt(turns, turns.length - 1, now);
  const turn = turns.at(-1);
  const thread = turns.flatMap(({ calls }) => calls);
  return requests.map((request, index) => ({
    request,
    owner: ownerOf(request),
    progress: {
      focus,
      now,
      message: wordsOf(request),
      thread,
      call: (key) => turn?.calls.find(({ id }) => id === callId(turn, index, key)),
    },
  }));
}

interface Reading {
  requests: Request[];
  focus: Focus;
  /** The person's own words behind a request: with the question's answer, the words that were asked about. */
  wordsOf(request: Request): string;
}

/** Reads one turn in the light of those before it; a turn that ended in a question may be answered by it. */
function requestsAt(turns: readonly Turn[], index: number, now: Date, depth = 0): Reading {
  const focus = focusOf(turns.slice(0, index));
  const { text = "" } = turns[index] ?? {};
  const asked = turns[index - 1]?.replies.some(endsInQuestion) && depth < MOST_QUESTIONS;
  const before = asked ? requestsAt(turns, index - 1, now, depth + 1) : undefined;
  const pending = before?.requests.find(({ missing }) => missing.length > 0);
  if (pending) focus.pending = pending;
  return {
    requests: understand(text, focus, now),
    focus,
    wordsOf: (request) =>
      before && pending && request.said === pending.said ? `${before.wordsOf(pending)} … ${text}` : text,
  };
}

/** A hint may follow a question, set apart in italics. */
const endsInQuestion = (reply: string): boolean => /\?\**\s*$/.test(reply.split("\n\n_")[0] ?? "");

const callId = (turn: Turn, index: number, key: string) =>
  `op_${turn.key}_${index}_${key.replace(/\W/g, "-")}`;
const planned = ({ key, tool, args }: Step, _task: Task, turn: Turn, index: number): PlannedCall => ({
  id: callId(turn, index, key),
  name: tool,
  args,
});

/** The steps that come next: bound, not made yet, and such that their tool takes them. */
function nextSteps(task: Task, bound: ReadonlySet<string>): Step[] {
  const open = SCRIPTS[task.request.intent](task.request, task.progress).filter(
    (step) => bound.has(step.tool) && !task.progress.call(step.key),
  );
  return open.filter((step) => {
    const fault = faultOf(step);
    task.invalid ??= fault;
    return fault === undefined;
  });
}

/** Why a tool would not take a step's arguments, in the schema's words. */
function faultOf({ tool, args }: Step): string | undefined {
  const parsed = OPERATIONS.get(tool)?.input.safeParse(args);
  if (!parsed || parsed.success) return undefined;
  return parsed.error.issues
    .map(({ path, message }) => `${path.join(".") || "input"}: ${message}`)
    .join("; ");
}

/** Agents answer in the order their requests stand; one that comes before this one has spoken already. */
function hasSpoken(tasks: readonly Task[], task: Task, agent: AgentName | undefined): boolean {
  const first = (owner: AgentName | undefined) => tasks.findIndex((other) => other.owner === owner);
  return first(task.owner) < first(agent);
}
