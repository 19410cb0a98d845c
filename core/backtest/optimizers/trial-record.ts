import { InvalidInputError, type ParameterValues } from "#core/model";
import { keyOf, type Lattice, type Point } from "./lattice.ts";
import type { Objective, ToldTrial } from "./search-space.ts";

/** A told point with its objectives turned so that less is better; null where it failed. */
export interface Evaluated {
  point: Point;
  key: string;
  losses: readonly number[] | null;
}

/**
 * What a search knows: the points that were told, and those asked and not yet told.
 * Told points are read in an order of their own, so that nothing depends on when they were told.
 */
export class TrialRecord {
  readonly #told = new Map<string, Evaluated>();
  readonly #pending = new Map<string, Point>();
  readonly #lattice: Lattice;
  readonly #objectives: readonly Objective[];
  #ordered: readonly Evaluated[] | null = null;

  constructor(lattice: Lattice, objectives: readonly Objective[]) {
    this.#lattice = lattice;
    this.#objectives = objectives;
  }

  /** Told and pending points together. */
  get count(): number {
    return this.#told.size + this.#pending.size;
  }

  get toldCount(): number {
    return this.#told.size;
  }

  get pending(): readonly Point[] {
    return [...this.#pending.entries()].sort(byKey).map(([, point]) => point);
  }

  /** Every told point, failures included, ordered by key. */
  get told(): readonly Evaluated[] {
    this.#ordered ??= [...this.#told.entries()].sort(byKey).map(([, evaluated]) => evaluated);
    return this.#ordered;
  }

  readonly isTaken = (point: Point): boolean => {
    const key = keyOf(point);
    return this.#told.has(key) || this.#pending.has(key);
  };

  toldAt(point: Point): Evaluated | undefined {
    return this.#told.get(keyOf(point));
  }

  asked(point: Point): void {
    this.#pending.set(keyOf(point), point);
  }

  /** Notes results. A point told again keeps its first result: a repeated message is harmless. */
  tell(trials: readonly ToldTrial[]): void {
    const read = trials.map((trial) => this.#read(trial));
    for (const evaluated of read) {
      this.#pending.delete(evaluated.key);
      if (!this.#told.has(evaluated.key)) this.#told.set(evaluated.key, evaluated);
    }
    this.#ordered = null;
  }

  #read({ parameters, values }: ToldTrial): Evaluated {
    const point = this.#lattice.pointOf(parameters);
    const conflict = this.#lattice.conflictOf(point);
    if (conflict)
      throw new InvalidInputError({
        what: `A trial was told of values that make no sense together: ${conflict}.`,
        why: "The search never asks for such a point.",
        fix: "Tell only points of this search space.",
      });
    if (values && values.length !== this.#objectives.length)
      throw new InvalidInputError({
        what: `A trial was told with ${values.length} values: ${shown(parameters)}.`,
        why: `The search has ${this.#objectives.length}: ${this.#objectives.map(({ name }) => name).join(", ")}.`,
        fix: "Tell one value for each objective, or null for a failure.",
      });
    const losses = values?.every(Number.isFinite)
      ? values.map((value, at) => (this.#objectives[at]?.direction === "maximise" ? -value : value))
      : null;
    return { point, key: keyOf(point), losses };
  }
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

const shown = (parameters: ParameterValues): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
