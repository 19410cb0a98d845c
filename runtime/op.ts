import { join } from "node:path";
import { InvalidInputError, NotFoundError, OperatorError } from "#core/model";
import { contextFor, OPERATIONS, type Operation, operationNamed, personActor } from "#operations";
import { AGENT_TOOLS } from "#tools";
import type { Config } from "./config/config.ts";
import { readSettings, type Settings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";
import { threadsOf } from "./studies/threads.ts";
import { workOn } from "./studies/work-on.ts";
import { openTradingBeside } from "./trading.ts";

/** How long a command waits for the orders it caused to go their way, ms. */
const SETTLE_MS = 8_000;
const MAX_INPUT_BYTES = 64 * 1024;

const [name, given] = process.argv.slice(2);

try {
  if (name === undefined) printCatalogue();
  else await run(name, given);
} catch (error) {
  process.stderr.write(`${JSON.stringify(toJson(error), null, 2)}\n`);
  process.exitCode = 1;
}

async function run(operationName: string, argument: string | undefined): Promise<void> {
  const operation = publicOperation(operationName);
  const input = parseArgument(argument === "-" ? await readStdin() : argument);
  const settings = { ...readSettings(), logLevel: "silent" as const };
  const config = loadConfig(settings.configFile);
  const built = await buildDesk({ settings, config, join: true });
  try {
    const owner = personActor(built.owner, "terminal");
    const output = await operation.perform(contextFor(built.desk, owner), input);
    process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
    if (operation.effect !== "write" || operation.events.length === 0) return;
    const isAlone = await settle(built, settings);
    if (isAlone && operation.events.includes("study.progressed"))
      await rest(built, config, output as { id: string });
  } finally {
    await built.database.close();
  }
}

/** The same ceiling as at the other doors. */
async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_INPUT_BYTES)
      throw new OperatorError("BODY_TOO_LARGE", "input", {
        what: "The input is larger than 64 kB.",
        why: "No operation takes that much.",
        fix: "Send less.",
      });
  }
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * Without a running desk, what the command set in motion is brought to rest here; a running one does it itself.
 *
 * @returns whether no desk runs
 */
async function settle(built: BuiltDesk, settings: Settings): Promise<boolean> {
  const { trading, isAlone } = await openTradingBeside(built, join(settings.home, "broker"));
  try {
    if (isAlone) await trading.settle(SETTLE_MS);
    return isAlone;
  } finally {
    await trading.close();
  }
}

/** Works on the study that was started, until it has ended; the first signal leaves it where it is. */
async function rest({ desk, database }: BuiltDesk, config: Config, { id }: { id: string }): Promise<void> {
  const leaving = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => leaving.abort());
  const study = await workOn(desk, id, {
    threads: threadsOf(config),
    isAlone: database.kind === "embedded",
    signal: leaving.signal,
    onProgress: ({ progress: { done, total, bestValue } }) =>
      process.stderr.write(`${done} of ${total} trials, best so far ${bestValue?.toFixed(3) ?? "none"}\n`),
  });
  const says = study.state === "running" ? "is left where it is; npm start goes on with it" : study.state;
  process.stderr.write(`Study ${id} ${says === study.state ? `is ${says}` : says}. getStudy shows it.\n`);
}

function publicOperation(operationName: string): Operation {
  const operation = operationNamed(operationName);
  if (!operation.internal) return operation;
  throw new NotFoundError(
    "public operation",
    operationName,
    "It belongs to the desk's own processes; npm run -s op lists the others.",
  );
}

function parseArgument(argument: string | undefined): unknown {
  if (argument === undefined || argument.trim() === "") return {};
  try {
    return JSON.parse(argument);
  } catch (cause) {
    throw new InvalidInputError(
      {
        what: `The input is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
        why: "Operations take one JSON object.",
        fix: `Write it like '{"symbol":"AAPL"}', or give - and send it on stdin.`,
      },
      { cause },
    );
  }
}

function printCatalogue(): void {
  const held = new Set(
    Object.values(AGENT_TOOLS).flatMap((tools) => tools.map((tool) => tool.operation.name)),
  );
  const rows = OPERATIONS.filter((operation) => !operation.internal).map((operation) => [
    operation.name,
    operation.scope,
    operation.effect,
    held.has(operation.name) ? "tool" : "",
    operation.summary,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`);
}

function toJson(error: unknown): object {
  if (error instanceof OperatorError) return { error: error.toJSON() };
  return {
    error: {
      code: "UNEXPECTED",
      what: error instanceof Error ? error.message : String(error),
      why: "This should not have happened.",
      fix: "Report it with the command you ran.",
    },
  };
}
