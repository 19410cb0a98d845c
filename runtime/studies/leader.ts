import { type Optimizer, openSearch, StudyTally, tryWinner } from "#core/backtest";
import { OperatorError, type ParameterValues, type Study } from "#core/model";
import {
  askShares,
  type Lead,
  leaveStudy,
  loadTrials,
  openShares,
  renewLead,
  type StudyRow,
  toStudy,
} from "#db";
import { contextFor, type Desk, endStudy, systemActor, tellProgress } from "#operations";
import type { Bell } from "./bell.ts";
import type { Bench, Benches } from "./benches.ts";
import { generationOf, sharesOf } from "./generations.ts";

/** How often whoever watches is told, and the lead made sure of, ms. */
const TELL_MS = 1_000;
/** How often others' work is looked for, ms; this process's own rings the bell. */
const LOOK_MS = 100;
/** Takings after which a share counts as one that ends every process that tries it. */
const MAX_ATTEMPTS = 10;

export interface LeaderParts {
  desk: Desk;
  benches: Benches;
  /** Rung when shares were asked, and when one was kept. */
  bell: Bell;
  leaseMs: number;
  /** That may try shares at once, here and elsewhere. */
  hands: number;
  /** Aborted when this process is to leave its studies to others. */
  leaving: AbortSignal;
}

/**
 * Leads one study: asks a generation of points, waits until all of them are told, by whomever, and asks the next.
 * It remembers nothing that is not in the database: whoever leads next goes on from the told trials.
 */
export class StudyLeader {
  readonly #parts: LeaderParts;
  readonly #study: Study;
  readonly #lead: Lead;
  readonly #tally: StudyTally;
  /** Told before the search was opened. */
  #history: { parameters: ParameterValues; values: number[] | null }[] = [];
  #search: Optimizer | null = null;
  /** Numbers heard of from the floor on; every trial below it is told. */
  readonly #heard = new Set<number>();
  #floor = 0;
  #asked: number;
  #isLost = false;
  #toldAt = performance.now();
  #toldDone = 0;

  constructor(parts: LeaderParts, row: StudyRow) {
    this.#parts = parts;
    this.#study = toStudy(row);
    this.#lead = { studyId: row.id, fence: row.fence };
    this.#asked = row.asked;
    this.#tally = new StudyTally(this.#study.objectives);
  }

  /** Until the study has ended, is another's, or is left to others. @throws what breaks its search */
  async run(): Promise<void> {
    const { desk, benches, leaseMs, leaving } = this.#parts;
    const beat = setInterval(() => void this.#renew(), Math.min(TELL_MS, leaseMs / 3));
    try {
      await benches.at(this.#study.id, async (bench) => {
        while (!this.#isLost && !leaving.aborted && (await this.#step(bench)));
      });
    } finally {
      clearInterval(beat);
      if (!this.#isLost) await leaveStudy(desk.db, this.#lead);
    }
  }

  /** Ends the study as failed. */
  fail(reason: string): Promise<void> {
    return this.#end("failed", { outOfSample: null, warnings: [`It failed: ${reason}`] });
  }

  /** @returns false when there is nothing more to lead */
  async #step(bench: Bench): Promise<boolean> {
    // Counted before listening: what is told by then is heard.
    const open = await openShares(this.#parts.desk.db, this.#study.id);
    await this.#listen();
    if (open.count === 0) {
      if (await this.#ask()) return true;
      await this.#tell(0);
      if (this.#isLost) return false;
      const end = tryWinner(bench.history, this.#study.dimensions, this.#tally);
      await this.#end(this.#tally.best ? "finished" : "failed", end);
      return false;
    }
    if (open.attempts >= MAX_ATTEMPTS) {
      await this.fail(`a share of its trials was taken ${open.attempts} times and never kept.`);
      return false;
    }
    await this.#tell(TELL_MS);
    await this.#parts.bell.wait(LOOK_MS);
    return true;
  }

  async #listen(): Promise<void> {
    const told = await loadTrials(this.#parts.desk.db, this.#study.id, this.#floor);
    const fresh = told.filter(({ number }) => !this.#heard.has(number));
    for (const { number } of fresh) this.#heard.add(number);
    while (this.#heard.delete(this.#floor)) this.#floor++;
    this.#tally.tell(fresh);
    if (this.#search) this.#search.tell(fresh);
    else this.#history.push(...fresh.map(({ parameters, values }) => ({ parameters, values })));
  }

  /** Asks the next generation. @returns false when budget or space has ended */
  async #ask(): Promise<boolean> {
    const { method, budget } = this.#study;
    this.#search ??= openSearch({ ...this.#study, strategy: this.#study.inputs.strategy }, this.#history);
    this.#history = [];
    const points = this.#search.ask(Math.min(generationOf(method), budget - this.#asked));
    if (points.length === 0) return false;
    const { desk, hands } = this.#parts;
    if (await askShares(desk.db, this.#lead, this.#asked, sharesOf(points, hands))) {
      this.#asked += points.length;
      this.#parts.bell.ring();
    } else this.#isLost = true;
    return true;
  }

  /** Tells how far it is, at most once in so many ms. */
  async #tell(everyMs: number): Promise<void> {
    const now = performance.now();
    const { done, best, front } = this.#tally;
    if (now - this.#toldAt < everyMs || done === this.#toldDone) return;
    const stand = { done, best, front, workedMs: now - this.#toldAt };
    this.#toldAt = now;
    this.#toldDone = done;
    if (!(await tellProgress(this.#context(), this.#lead, stand))) this.#isLost = true;
  }

  async #end(state: "finished" | "failed", end: Pick<Study, "outOfSample" | "warnings">): Promise<void> {
    try {
      await endStudy.perform(this.#context(), { ...this.#lead, state, ...end });
    } catch (error) {
      if (!(error instanceof OperatorError) || error.code !== "STUDY_TAKEN") throw error;
    }
    this.#isLost = true;
  }

  async #renew(): Promise<void> {
    const { desk, leaseMs } = this.#parts;
    try {
      if (!(await renewLead(desk.db, this.#lead, leaseMs))) this.#isLost = true;
    } catch (error) {
      desk.log.warn({ err: error, studyId: this.#study.id }, "the lead of a study could not be renewed");
    }
  }

  #context() {
    return contextFor(this.#parts.desk, systemActor("lab"));
  }
}
