import { InvalidInputError } from "#core/model";
import type { Axis } from "./axis.ts";
import type { Lattice, Point } from "./lattice.ts";
import { type PointSource, type SearchFacts, takeEach } from "./point-source.ts";

/**
 * Every point in order, made when it is asked. Real dimensions are cut into as many evenly spaced values, ends
 * included, as the budget allows.
 *
 * @throws InvalidInputError when there are more points than the budget
 */
export function gridSearch(facts: SearchFacts): PointSource {
  const { lattice, record, budget } = facts;
  const counts = gridCounts(lattice, budget);
  const size = counts.reduce((product, count) => product * count, 1);
  const feasible = size === lattice.size ? (lattice.listed()?.length ?? size) : size;
  if (feasible > budget)
    throw new InvalidInputError({
      what: `The grid has ${feasible.toLocaleString("en-US")} points.`,
      why: `The budget is ${budget.toLocaleString("en-US")}, and a grid tries all.`,
      fix: "Use larger steps, shorter ranges or a larger budget, or a method that samples, such as tpe.",
    });
  let number = 0;
  const nextOne = () => {
    while (number < size) {
      const point = gridPoint(lattice, counts, number++);
      if (!record.isTaken(point) && lattice.isFeasible(point)) return point;
    }
    return null;
  };
  return { next: (count) => takeEach(facts, count, nextOne) };
}

/** How many values the grid visits along each dimension. */
function gridCounts({ axes }: Lattice, budget: number): number[] {
  const isCut = ({ type, count }: Axis) => type === "real" && count > 1;
  const whole = axes.reduce((product, axis) => (isCut(axis) ? product : product * axis.count), 1);
  const reals = axes.filter(isCut).length;
  const each = Math.max(2, Math.floor((budget / whole) ** (1 / Math.max(1, reals)) + 1e-9));
  return axes.map((axis) => (isCut(axis) ? Math.min(each, axis.count) : axis.count));
}

/** The last dimension turns fastest. */
function gridPoint({ axes }: Lattice, counts: readonly number[], number: number): Point {
  const point = new Array<number>(axes.length).fill(0);
  let left = number;
  for (let at = axes.length - 1; at >= 0; at -= 1) {
    const count = counts[at] as number;
    const last = ((axes[at] as Axis).count - 1) / Math.max(1, count - 1);
    point[at] = Math.round((left % count) * last);
    left = Math.floor(left / count);
  }
  return point;
}
