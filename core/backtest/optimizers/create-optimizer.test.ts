import { describe, expect, it } from "vitest";
import type { Dimension, ParameterValues } from "#core/model";
import { createOptimizer, type OptimizerFacts } from "./create-optimizer.ts";

const METHODS = ["grid", "random", "gp", "tpe", "nsga2", "cma-es"] as const;
const LEARNING = ["gp", "tpe", "nsga2", "cma-es"] as const;
const unit = (name: string): Dimension => ({ type: "real", name, min: -5, max: 5 });

/** Smallest, 0, at (1, −2). */
const bowl = ({ x = 0, y = 0 }: ParameterValues) => [(x - 1) ** 2 + (y + 2) ** 2];
const FACTS: OptimizerFacts = {
  space: { dimensions: [unit("x"), unit("y")] },
  method: "random",
  objectives: [{ name: "loss", direction: "minimise" }],
  budget: 60,
  seed: 5,
};
const STEPPED: OptimizerFacts["space"] = {
  dimensions: [
    { type: "integer", name: "x", min: 0, max: 9 },
    { type: "choice", name: "y", choices: [3, 1, 2, 7] },
  ],
  constraint: ({ x = 0, y = 0 }) => (x < y ? undefined : "x has to be below y"),
};

/** Asks and tells by so many until it is done. @returns points in the order they were asked */
function search(facts: OptimizerFacts, batch: number, values = bowl): ParameterValues[] {
  const optimizer = createOptimizer(facts);
  const asked: ParameterValues[] = [];
  for (let points = optimizer.ask(batch); points.length > 0; points = optimizer.ask(batch)) {
    optimizer.tell(points.map((parameters) => ({ parameters, values: values(parameters) })));
    asked.push(...points);
  }
  return asked;
}
const least = (points: readonly ParameterValues[]) => Math.min(...points.flatMap((point) => bowl(point)));

describe.each(METHODS)("a search by %s", (method) => {
  it("asks no point twice, none beyond its budget, and goes on from its history as it would have", () => {
    const whole = search({ ...FACTS, method }, 12);
    expect(new Set(whole.map((point) => JSON.stringify(point))).size).toBe(whole.length);
    expect(whole.length).toBeLessThanOrEqual(FACTS.budget);
    expect(whole.length).toBeGreaterThanOrEqual(49);
    const told = whole.slice(0, 24).map((parameters) => ({ parameters, values: bowl(parameters) }));
    const resumed = createOptimizer({ ...FACTS, method, history: told.toReversed() });
    expect(resumed.ask(12)).toEqual(whole.slice(24, 36));
  });

  it("tries every point of a small space that makes sense, and then has done", () => {
    const points = search({ ...FACTS, method, space: STEPPED, budget: 500 }, 5, ({ x = 0 }) => [x]);
    // Below 3, 1, 2 and 7: 3 + 1 + 2 + 7 points.
    expect(points).toHaveLength(13);
    expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(13);
  });

  it("is led by no failure, however many there are", () => {
    const optimizer = createOptimizer({ ...FACTS, method });
    for (let points = optimizer.ask(20); points.length > 0; points = optimizer.ask(20))
      optimizer.tell(points.map((parameters) => ({ parameters, values: null })));
    expect(optimizer.isDone).toBe(true);
  });
});

describe.each(LEARNING)("a search that learns, %s", (method) => {
  it("comes closer than chance with the same budget", () => {
    const budget = method === "gp" ? 40 : 150;
    const found = (by: OptimizerFacts["method"]) =>
      [1, 2, 3, 4, 5].map((seed) => least(search({ ...FACTS, method: by, seed, budget }, 6)));
    const middle = (values: number[]) => values.sort((a, b) => a - b)[2] as number;
    expect(middle(found(method))).toBeLessThan(middle(found("random")) / 2);
  });
});

it("a search of several objectives by NSGA-II finds both ends and the middle", () => {
  // The compromises lie between x = −2 and x = 2, at y = 0.
  const both = ({ x = 0, y = 0 }: ParameterValues) => [(x + 2) ** 2 + y * y, (x - 2) ** 2 + y * y];
  const objectives = ["left", "right"].map((name) => ({ name, direction: "minimise" as const }));
  const facts = { ...FACTS, method: "auto", objectives, budget: 400 } as const;
  const points = search(facts, 24, both);
  for (const target of [-2, 0, 2])
    expect(Math.min(...points.map(({ x = 9, y = 9 }) => Math.hypot(x - target, y)))).toBeLessThan(0.25);
});
