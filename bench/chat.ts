import { randomUUID } from "node:crypto";
import { type ChatModels, openChatModels, ScriptedModel, scriptedModels } from "#agents";
import { ChatService } from "#graph";
import { type Actor, personActor } from "#operations";
import { openTrading } from "#runtime";
import { openBenchDesk } from "./bench-desk.ts";
import { atMost, type Bench, ms, seen } from "./report.ts";
import { median, percentile } from "./timing.ts";

const TURNS = 80;
const WARM_UP = 10;
const QUESTION = "what is Apple at?";

export const chatBench: Bench = {
  name: "chat",
  method: `A turn with one tool call on the embedded database in a folder, from the person's message to the stored end of the answer, ${TURNS} turns, each on a new conversation. The model is a script that answers at once, and what it takes is counted as ours. First words: the offline operator, to the first piece of text.`,
  async run() {
    const { built, close } = await openBenchDesk(null);
    const trading = await openTrading(built, { brokerFolder: null });
    const person = personActor(built.owner, "terminal");
    const serving = (models: ChatModels) => new ChatService(built.desk, models, trading.checkpoints);
    const offline = serving(openChatModels({ kind: "offline" }, built.desk.clock));
    const scripted: Turn[] = [];
    const spoken: Turn[] = [];
    for (let turn = 0; turn < TURNS + WARM_UP; turn++) {
      scripted.push(await takeTurn(serving(scriptedModels(quoteThenSay())), person));
      spoken.push(await takeTurn(offline, person));
    }
    await trading.close();
    await close();
    const whole = scripted.slice(WARM_UP).map((turn) => turn.wholeMs);
    const first = spoken.slice(WARM_UP).map((turn) => turn.firstMs);
    return {
      figures: [
        atMost("chat turn without the model, p50", median(whole), 60, ms),
        atMost("chat turn without the model, p95", percentile(whole, 0.95), 200, ms),
        atMost("first words offline, p50", median(first), 50, ms),
        seen("first words offline, p95", ms(percentile(first, 0.95))),
      ],
    };
  },
};

interface Turn {
  firstMs: number;
  wholeMs: number;
}

const quoteThenSay = () =>
  new ScriptedModel([
    { calls: [{ name: "get_quote", args: { symbol: "AAPL" } }] },
    { say: "The quote stands above." },
  ]);

async function takeTurn(chat: ChatService, person: Actor): Promise<Turn> {
  const { id: threadId } = await chat.createThread(person);
  const start = performance.now();
  const { runId } = await chat.startRun({ threadId, person, messageId: randomUUID(), text: QUESTION });
  let firstMs = Number.NaN;
  let end = "";
  for await (const { chunk } of chat.follow(runId)) {
    if (chunk.type === "text-delta" && Number.isNaN(firstMs)) firstMs = performance.now() - start;
    end = chunk.type === "error" ? chunk.errorText : chunk.type;
  }
  if (end !== "finish") throw new Error(`a turn ended badly: ${end}`);
  return { firstMs, wholeMs: performance.now() - start };
}
