import { historyOf, openTrialPool, type StudyHistory, type TrialPool } from "#core/backtest";
import { ConflictError, type Study } from "#core/model";
import { loadStudy, toStudy } from "#db";
import { contextFor, type Desk, readStudyHistory, systemActor } from "#operations";

/** A study's bars as this process holds them, and threads that know them. */
export interface Bench {
  study: Study;
  history: StudyHistory;
  pool: TrialPool;
}

/** How long threads are kept for a study of which nothing was tried, ms. */
const KEPT_MS = 30_000;

/** The benches of the studies this process works on: set up once for each, cleared when it is left alone. */
export class Benches {
  readonly #desk: Desk;
  readonly #threads: number;
  readonly #held = new Map<string, { bench: Promise<Bench>; timer: NodeJS.Timeout | null; users: number }>();

  constructor(desk: Desk, threads: number) {
    this.#desk = desk;
    this.#threads = threads;
  }

  /**
   * Works at a study's bench.
   *
   * @throws ConflictError STUDY_HISTORY when this process holds other prices than the study was started on
   */
  async at<Result>(studyId: string, work: (bench: Bench) => Promise<Result>): Promise<Result> {
    const held = this.#held.get(studyId) ?? { bench: this.#setUp(studyId), timer: null, users: 0 };
    this.#held.set(studyId, held);
    if (held.timer) clearTimeout(held.timer);
    held.users++;
    try {
      return await work(await held.bench);
    } catch (error) {
      await this.#clear(studyId);
      throw error;
    } finally {
      if (--held.users === 0) held.timer = setTimeout(() => void this.#clear(studyId), KEPT_MS).unref();
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#held.keys()].map((studyId) => this.#clear(studyId)));
  }

  async #setUp(studyId: string): Promise<Bench> {
    const row = await loadStudy(this.#desk.db, studyId);
    const study = toStudy(row);
    const ctx = contextFor(this.#desk, systemActor("lab"));
    const facts = await readStudyHistory(ctx, study.inputs);
    if (facts.digest !== row.historyDigest) throw otherHistory(study);
    const history = historyOf(study, { ...facts, inputs: study.inputs });
    return { study, history, pool: openTrialPool(history.job, this.#threads) };
  }

  async #clear(studyId: string): Promise<void> {
    const held = this.#held.get(studyId);
    if (!held) return;
    this.#held.delete(studyId);
    if (held.timer) clearTimeout(held.timer);
    await held.bench.then(
      ({ pool }) => pool.close(),
      () => {}, // never set up: whoever waited for it was told why
    );
  }
}

const otherHistory = ({ id, inputs: { symbol, asOf } }: Study): ConflictError =>
  new ConflictError("STUDY_HISTORY", {
    what: `This process holds other bars or signals of ${symbol} as of ${asOf} than study ${id} was started on.`,
    why: "Trials on different prices cannot be compared.",
    fix: "Give every machine the same configuration and database, or start the study anew.",
  });
