import { InvalidInputError, type ParameterValues } from "#core/model";
import { type Axis, axisOf } from "./axis.ts";
import { checkDimensions, type SearchSpace } from "./search-space.ts";

/** One level per dimension, in the order of the space. */
export type Point = readonly number[];

/** Most points that are listed one by one; beyond, points are drawn. */
const MAX_LISTED = 250_000;
/** Draws after which a constraint counts as contradictory, or a region as used up. */
const MAX_DRAWS = 20_000;

/** A search space as points of whole numbers: counted, numbered, and each told from every other. */
export class Lattice {
  readonly axes: readonly Axis[];
  /** Points without regard to the constraint; Infinity when a double cannot hold the number. */
  readonly size: number;
  readonly #constraint: SearchSpace["constraint"];
  #listed: readonly Point[] | null = null;

  /** @throws InvalidInputError for an empty or contradictory space */
  constructor(space: SearchSpace) {
    checkDimensions(space.dimensions);
    this.axes = space.dimensions.map(axisOf);
    this.size = this.axes.reduce((product, { count }) => product * count, 1);
    this.#constraint = space.constraint;
  }

  valuesOf(point: Point): ParameterValues {
    return Object.fromEntries(this.axes.map((axis, at) => [axis.name, axis.valueAt(point[at] ?? 0)]));
  }

  /** @throws InvalidInputError for unknown, missing or impossible parameters */
  pointOf(values: ParameterValues): Point {
    const unknown = Object.keys(values).filter((name) => !this.axes.some((axis) => axis.name === name));
    const missing = this.axes.filter(({ name }) => values[name] === undefined).map(({ name }) => name);
    if (unknown.length + missing.length > 0)
      throw new InvalidInputError({
        what: [
          ...unknown.map((name) => `The search space has no parameter "${name}".`),
          ...missing.map((name) => `A value for ${name} is missing.`),
        ].join(" "),
        why: `A point gives a value for each of ${this.axes.map(({ name }) => name).join(", ")}, and no other.`,
        fix: "Tell the parameters as they were asked.",
      });
    return this.axes.map((axis) => axis.levelOf(values[axis.name] as number));
  }

  conflictOf(point: Point): string | undefined {
    return this.#constraint?.(this.valuesOf(point));
  }

  isFeasible(point: Point): boolean {
    return this.conflictOf(point) === undefined;
  }

  /** @param coordinates one per dimension, brought into 0 to 1; each level takes an equal share */
  nearest(coordinates: ArrayLike<number>): Point {
    return this.axes.map(({ count }, at) =>
      Math.min(count - 1, Math.max(0, Math.floor((coordinates[at] as number) * count))),
    );
  }

  /** Middle of each level's share of 0 to 1. */
  coordinatesOf(point: Point): Float64Array {
    return Float64Array.from(this.axes, ({ count }, at) => ((point[at] as number) + 0.5) / count);
  }

  draw(random: () => number): Point {
    return this.nearest(this.axes.map(random));
  }

  /** @param number 0 to size − 1; the last dimension turns fastest */
  numbered(number: number): Point {
    const point = new Array<number>(this.axes.length).fill(0);
    let left = number;
    for (let at = this.axes.length - 1; at >= 0; at -= 1) {
      const { count } = this.axes[at] as Axis;
      point[at] = left % count;
      left = Math.floor(left / count);
    }
    return point;
  }

  /** All feasible points in the order of their numbers; null when there are too many to list. */
  listed(): readonly Point[] | null {
    if (this.size > MAX_LISTED) return null;
    this.#listed ??= Array.from({ length: this.size }, (_, number) => this.numbered(number)).filter((point) =>
      this.isFeasible(point),
    );
    return this.#listed;
  }

  /**
   * A random feasible point that `isTaken` does not know; null when none is left, or none is found in 20,000 draws.
   */
  fresh(random: () => number, isTaken: (point: Point) => boolean): Point | null {
    const listed = this.listed();
    for (let draw = 0; draw < (listed ? 50 : MAX_DRAWS); draw += 1) {
      const point = listed ? listed[Math.floor(random() * listed.length)] : this.draw(random);
      if (point && !isTaken(point) && (listed || this.isFeasible(point))) return point;
    }
    const left = listed?.filter((point) => !isTaken(point)) ?? [];
    return left[Math.floor(random() * left.length)] ?? null;
  }

  /** @throws InvalidInputError when no point obeys the constraint */
  assertFeasible(random: () => number): void {
    if (this.#constraint && this.fresh(random, () => false) === null)
      throw new InvalidInputError({
        what: "No point of the search space makes sense.",
        why: `${this.listed() ? `All ${this.size.toLocaleString("en-US")} points contradict themselves` : `Of ${MAX_DRAWS.toLocaleString("en-US")} points drawn, each contradicts itself`}, such as: ${this.conflictOf(this.numbered(0)) ?? "unknown"}.`,
        fix: "Widen the ranges until some values fit together.",
      });
  }
}

/** Points as map keys. */
export const keyOf = (point: Point): string => point.join(",");
