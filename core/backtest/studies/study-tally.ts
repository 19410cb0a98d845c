import type { ObjectiveName, Trial } from "#core/model";
import { paretoFront } from "../optimizers/index.ts";
import { lossesOf } from "./objectives.ts";

/** Most trials a front is shown with; beyond, those best in the first objective. */
const MAX_FRONT = 200;

/** The best and the front of the trials told so far, whatever order they are told in. */
export class StudyTally {
  readonly #objectives: readonly ObjectiveName[];
  readonly #sharpes = new Map<number, number>();
  #front: Trial[] = [];
  done = 0;
  best: Trial | null = null;

  constructor(objectives: readonly ObjectiveName[]) {
    this.#objectives = objectives;
  }

  /** Trials no other beats in every objective, in the order they were asked. */
  get front(): readonly Trial[] {
    return this.#front;
  }

  /** Annual Sharpe ratios of the trials that have one, in the order they were asked: how widely they vary tells what luck gives. */
  get sharpes(): Float64Array {
    return Float64Array.from([...this.#sharpes].sort(([a], [b]) => a - b).map(([, sharpe]) => sharpe));
  }

  /** @param trials each told once */
  tell(trials: readonly Trial[]): void {
    this.done += trials.length;
    for (const { number, metrics } of trials)
      if (metrics && metrics.sharpeRatio !== null) this.#sharpes.set(number, metrics.sharpeRatio);
    const sound = trials.filter(({ values }) => values !== null);
    if (sound.length === 0) return;
    const all = [...this.#front, ...sound].sort((a, b) => a.number - b.number);
    const candidates = this.#objectives.length === 1 ? this.#firstOfBest(all) : all;
    const losses = candidates.map((trial) => this.#losses(trial));
    const front = paretoFront(losses).flatMap((index) => candidates[index] ?? []);
    this.best = this.#firstOfBest(front)[0] ?? null;
    this.#front = front.length > MAX_FRONT ? this.#shortened(front) : front;
  }

  readonly #losses = ({ values }: Trial): number[] => lossesOf(values ?? [], this.#objectives);
  readonly #first = (trial: Trial): number => this.#losses(trial)[0] ?? Number.POSITIVE_INFINITY;

  /** One trial: the best in the first objective, of equals the earliest. */
  #firstOfBest(trials: readonly Trial[]): Trial[] {
    const best = trials.reduce<Trial | null>(
      (held, trial) => (held && this.#first(held) <= this.#first(trial) ? held : trial),
      null,
    );
    return best ? [best] : [];
  }

  #shortened(front: readonly Trial[]): Trial[] {
    const kept = [...front].sort((a, b) => this.#first(a) - this.#first(b)).slice(0, MAX_FRONT);
    return kept.sort((a, b) => a.number - b.number);
  }
}
