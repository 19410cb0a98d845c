import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { openChatModels, readModelConfig } from "#agents";
import { OperatorError } from "#core/model";
import { ChatService } from "#graph";
import { personActor } from "#operations";
import { collectFigures } from "./collect-figures.ts";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { buildDesk } from "./desk.ts";
import { StudyLab } from "./studies/study-lab.ts";
import { threadsOf } from "./studies/threads.ts";
import { openTradingBeside } from "./trading.ts";

/** How long a turn's orders are given to go their way before the process ends, ms. */
const SETTLE_MS = 5_000;

const [first = "", ...rest] = process.argv.slice(2);
const goesOn = first === "--continue" || first === "-c";
const question = (goesOn ? rest : [first, ...rest]).join(" ").trim();
try {
  if (question === "") throw usage();
  await ask(question, goesOn);
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.parts.what} ${error.parts.why} ${error.parts.fix}\n`);
  process.exitCode = 1;
}

/** One turn in the terminal, as the local owner: of a new conversation, or of the owner's newest one. */
async function ask(text: string, goesOn: boolean): Promise<void> {
  const settings = { ...readSettings(), logLevel: "silent" as const };
  const config = loadConfig(settings.configFile);
  const built = await buildDesk({ settings, config, join: true });
  await collectFigures(built.desk, config);
  const { trading, isAlone } = await openTradingBeside(built, join(settings.home, "broker"));
  // A study that is started in this turn moves only while somebody works on it.
  const lab = isAlone
    ? new StudyLab(built.desk, { threads: threadsOf(config), isAlone: built.database.kind === "embedded" })
    : null;
  await lab?.start();
  const chat = new ChatService(
    built.desk,
    openChatModels(readModelConfig(process.env), built.desk.clock),
    trading.checkpoints,
  );
  try {
    const owner = personActor(built.owner, "terminal");
    const newest = goesOn ? (await chat.threads(owner))[0] : undefined;
    const { id: threadId } = newest ?? (await chat.createThread(owner));
    const { runId } = await chat.startRun({ threadId, person: owner, messageId: randomUUID(), text });
    for await (const { chunk } of chat.follow(runId)) {
      if (chunk.type === "text-delta") process.stdout.write(chunk.delta);
      if (chunk.type === "text-end") process.stdout.write("\n");
      if (chunk.type === "tool-input-available")
        process.stderr.write(`[${chunk.toolName} ${JSON.stringify(chunk.input)}]\n`);
      if (chunk.type === "error") {
        process.stderr.write(`${chunk.errorText}\n`);
        process.exitCode = 1;
      }
    }
    if (isAlone) await trading.settle(SETTLE_MS);
  } finally {
    await chat.close();
    await lab?.stop();
    await trading.close();
    await built.database.close();
  }
}

function usage(): OperatorError {
  return new OperatorError("NO_QUESTION", "input", {
    what: "There is no question.",
    why: "One turn answers one.",
    fix: 'Ask like this: npm run ask -- "what is Apple at?", and go on with: npm run ask -- --continue "and MSFT?"',
  });
}
