import type { ChatModels } from "#agents";
import { type Clock, OperatorError } from "#core/model";
import { ChatService, type UiChunk } from "#graph";
import {
  contextFor,
  expireApprovals,
  type OperationTypes,
  operationNamed,
  recordArticle,
  systemActor,
} from "#operations";
import { type EvalDatabase, type EvalDesk, openEvalDesk } from "../desk/eval-desk.ts";
import { readGateRecord } from "../desk/gate-record.ts";
import { type Observed, observe } from "../desk/observe.ts";
import type { PersonName, Scenario, Step } from "../scenario.ts";
import { type CountedModels, countedModels } from "./counted-models.ts";
import { stateDiff } from "./state-diff.ts";
import { type Act, type ScenarioRun, type Turn, turnFrom } from "./trace.ts";

/** How long the desk may work after one step, ms. Far more than it needs: it stops when nothing is due. */
const SETTLE_MS = 30_000;

/** Opens the models of one desk; a model is never shared between scenarios. */
export type OpenModels = (clock: Clock) => ChatModels;

/** Plays a scenario on a desk of its own and tells everything that happened. */
export async function runScenario(
  held: EvalDatabase,
  scenario: Scenario,
  openModels: OpenModels,
): Promise<ScenarioRun> {
  const desk = await openEvalDesk(held, scenario);
  const counted = countedModels(openModels(desk.clock));
  const stage = new Stage(desk, counted);
  try {
    const trace: ScenarioRun["trace"] = [];
    for (const step of scenario.steps) trace.push(await stage.play(step));
    return { scenario, trace, end: await observe(desk.built.desk.db), gate: await readGateRecord(desk) };
  } finally {
    await stage.close();
    await desk.close();
  }
}

/** Where the steps of one scenario are played. */
class Stage {
  readonly #desk: EvalDesk;
  readonly #counted: CountedModels;
  readonly #chat: ChatService;
  /** Each person's conversation, and how many there have been in all. */
  readonly #threads = new Map<PersonName, { id: string; number: number }>();
  #threadCount = 0;
  #turnCount = 0;
  #before: Observed | null = null;

  constructor(desk: EvalDesk, counted: CountedModels) {
    this.#desk = desk;
    this.#counted = counted;
    this.#chat = new ChatService(desk.built.desk, counted.models, desk.trading.checkpoints);
  }

  async play(step: Step): Promise<Turn | Act> {
    const { db } = this.#desk.built.desk;
    const before = this.#before ?? (await observe(db));
    const played = "says" in step ? await this.#say(step) : await this.#act(step);
    await this.#desk.trading.orderDesk.sweep();
    await this.#desk.trading.settle(SETTLE_MS);
    this.#before = await observe(db);
    return { ...played, changes: stateDiff(before, this.#before) };
  }

  close(): Promise<void> {
    return this.#chat.close();
  }

  async #say(step: Extract<Step, { says: string }>): Promise<Omit<Turn, "changes">> {
    const person = this.#desk.cast[step.by];
    const thread = await this.#threadOf(step.by, step.inNewThread);
    const messageId = `turn-${++this.#turnCount}`;
    this.#counted.take();
    const asked = { by: step.by, said: step.says, thread: thread.number };
    try {
      const { runId } = await this.#chat.startRun({
        threadId: thread.id,
        person,
        messageId,
        text: step.says,
      });
      const chunks: UiChunk[] = [];
      for await (const { chunk } of this.#chat.follow(runId)) chunks.push(chunk);
      return { ...turnFrom(chunks, asked), modelCalls: this.#counted.take() };
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      return { ...turnFrom([], asked), brokeOff: error.message, modelCalls: this.#counted.take() };
    }
  }

  async #threadOf(by: PersonName, isNew: boolean | undefined): Promise<{ id: string; number: number }> {
    const known = this.#threads.get(by);
    if (known && !isNew) return known;
    const { id } = await this.#chat.createThread(this.#desk.cast[by]);
    const thread = { id, number: ++this.#threadCount };
    this.#threads.set(by, thread);
    return thread;
  }

  async #act(step: Exclude<Step, { says: string }>): Promise<Omit<Act, "changes">> {
    const { desk } = this.#desk.built;
    if ("waitMs" in step) {
      this.#desk.clock.advance(step.waitMs);
      await expireApprovals.perform(contextFor(desk, systemActor("orderDesk")), {});
      return { kind: "act", by: "the clock", what: `${step.waitMs / 1_000} s pass`, refusal: null };
    }
    if ("article" in step) {
      await recordArticle.perform(contextFor(desk, systemActor("collector")), {
        ...step.article,
        occurredAt: desk.clock.now().toISOString(),
        source: "simulated",
      });
      return {
        kind: "act",
        by: step.article.publisher,
        what: `publishes “${step.article.headline}”`,
        refusal: null,
      };
    }
    const [name, input, what] =
      "decides" in step
        ? (["decideApproval", await this.#newestApproval(step.decides), `decides: ${step.decides}`] as const)
        : ([step.does, step.input, `${step.does} ${JSON.stringify(step.input)}`] as const);
    const refusal = await operationNamed(name)
      .perform(contextFor(desk, this.#desk.cast[step.by]), input)
      .then(() => null, asRefusal);
    return { kind: "act", by: step.by, what, refusal };
  }

  /** The newest question to people, with the hash and the quantity of the card they are shown. */
  async #newestApproval(decision: "approve" | "decline"): Promise<object> {
    const { approvals } = (await operationNamed("listApprovals").perform(
      contextFor(this.#desk.built.desk, this.#desk.cast.Ana),
      { status: "all" },
    )) as OperationTypes["listApprovals"]["output"];
    const newest = approvals.toSorted((a, b) => a.request.id.localeCompare(b.request.id)).at(-1);
    return {
      approvalId: newest?.request.id ?? "none",
      decision,
      orderHash: newest?.request.orderHash,
      typedQuantity: newest?.proposal.terms.quantity,
    };
  }
}

function asRefusal(error: unknown): Act["refusal"] {
  if (!(error instanceof OperatorError)) throw error;
  return { code: error.code, words: error.parts.what };
}
