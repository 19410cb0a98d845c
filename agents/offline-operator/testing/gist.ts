import { HumanMessage } from "@langchain/core/messages";
import { toolsOf } from "../planning/assign.ts";
import { type Task, tasksOf } from "../planning/plan.ts";
import { readTurns } from "../planning/thread.ts";
import { Conversation, NOW, type Reply } from "./conversation.ts";

/** Lines "sentence → gist" as pairs. */
export const rowsOf = (table: string): [sentence: string, gist: string][] =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split(" → ").map((cell) => cell.trim()) as [string, string]);

/**
 * What a sentence comes to, in short: who answers, then the tool calls made, what is asked back, or what is said
 * without a tool. "decision: propose_order AAPL buy quantity 10; judge_order" or "decision: asks size".
 */
export const gistOf = (...texts: readonly string[]): string => gistsOf(...texts).at(-1) ?? "";

/** The gist of each turn of a conversation. */
export function gistsOf(...texts: readonly string[]): string[] {
  const conversation = new Conversation();
  return texts.map((text) => {
    const before = [...conversation.messages];
    const reply = conversation.say(text);
    const tasks = tasksOf(readTurns([...before, new HumanMessage({ content: text, id: "asked" })]), NOW);
    return inShort(reply, tasks);
  });
}

function inShort({ agents, calls }: Reply, tasks: readonly Task[]): string {
  const done = calls.map(({ name, args }) => [name, ...wordsOf(args)].join(" "));
  const said = tasks.flatMap(({ request }) => {
    if (request.missing.length > 0) return [`asks ${request.missing[0]}`];
    return toolsOf(request).length > 0
      ? []
      : [[request.intent, request.slots.refusal].filter(Boolean).join(" ")];
  });
  return `${agents.join(", ")}: ${[...done, ...new Set(said)].join("; ")}`;
}

/** Ids and reasons made by the desk tell nothing about understanding. */
const UNTOLD = new Set(["rationale", "reason", "proposalId", "executionId"]);
/** Their value says it all. */
const BARE = new Set([
  "symbol",
  "side",
  "strategy",
  "parameters",
  "grid",
  "costs",
  "method",
  "algorithm",
  "scenarios",
]);

const wordsOf = (args: Record<string, unknown>): string[] =>
  Object.entries(args)
    .filter(([name]) => !UNTOLD.has(name))
    .map(([name, value]) => (BARE.has(name) ? textOf(value) : `${name} ${textOf(value)}`));

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(",");
  if (typeof value !== "object" || value === null) return String(value).replace("T23:59:59.999Z", "");
  if ("shocks" in value) return textOf(value.shocks);
  if ("on" in value) return Object.values(value).join(" ");
  if ("step" in value) return Object.values(value).join("/");
  return Object.entries(value)
    .map(([name, part]) => `${name} ${textOf(part)}`)
    .join(" ");
}
