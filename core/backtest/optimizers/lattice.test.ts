import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import { type Dimension, InvalidInputError } from "#core/model";
import { keyOf, Lattice } from "./lattice.ts";
import type { SearchSpace } from "./search-space.ts";

const fast: Dimension = { name: "fast", type: "integer", min: 5, max: 25, step: 10 };
const rate: Dimension = { name: "rate", type: "real", min: 0.001, max: 1, log: true };
const mode: Dimension = { name: "mode", type: "choice", choices: [7, 1] };
const chance = () => randomOf("lattice");

describe("Lattice", () => {
  it("counts its points: 3 by 2", () => {
    expect(new Lattice({ dimensions: [fast, mode] }).size).toBe(6);
  });

  it("numbers them with the last dimension turning fastest", () => {
    const lattice = new Lattice({ dimensions: [fast, mode] });
    expect(lattice.listed()?.map((point) => lattice.valuesOf(point))).toEqual([
      { fast: 5, mode: 1 },
      { fast: 5, mode: 7 },
      { fast: 15, mode: 1 },
      { fast: 15, mode: 7 },
      { fast: 25, mode: 1 },
      { fast: 25, mode: 7 },
    ]);
  });

  it("walks a log range by ratios: half-way from 0.001 to 1 is 0.0316", () => {
    const lattice = new Lattice({ dimensions: [rate] });
    expect(lattice.valuesOf(lattice.nearest([0.5])).rate).toBeCloseTo(0.031_62, 5);
  });

  it("brings every point to values and back", () => {
    const lattice = new Lattice({ dimensions: [fast, rate, mode] });
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (at) => {
          const point = lattice.nearest(at);
          expect(lattice.pointOf(lattice.valuesOf(point))).toEqual(point);
          expect(lattice.nearest(lattice.coordinatesOf(point))).toEqual(point);
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });

  it("keeps the levels of a very narrow range apart", () => {
    const lattice = new Lattice({ dimensions: [{ name: "x", type: "real", min: 1, max: 1 + 1e-14 }] });
    const values = lattice.listed()?.map((point) => lattice.valuesOf(point).x) ?? [];
    expect(values.length).toBeGreaterThan(1);
    expect(new Set(values).size).toBe(values.length);
  });

  it("finds the last free point, and then none", () => {
    const lattice = new Lattice({ dimensions: [fast, mode] });
    const taken = new Set(["0,0", "0,1", "1,0", "1,1", "2,0"]);
    const isTaken = (point: readonly number[]) => taken.has(keyOf(point));
    expect(lattice.fresh(chance(), isTaken)).toEqual([2, 1]);
    taken.add("2,1");
    expect(lattice.fresh(chance(), isTaken)).toBeNull();
  });

  const never = () => "fast must be below slow";
  it.each<[string, SearchSpace, RegExp]>([
    ["no dimension", { dimensions: [] }, /no dimension/],
    ["min above max", { dimensions: [{ ...rate, min: 2 }] }, /rate from 2 to 1 is empty/],
    ["log from zero", { dimensions: [{ ...rate, min: 0 }] }, /log scale needs a first value above 0/],
    ["NaN", { dimensions: [{ ...rate, max: Number.NaN }] }, /not a number/],
    ["no choices", { dimensions: [{ ...mode, choices: [] }] }, /no choices/],
    ["a choice twice", { dimensions: [{ ...mode, choices: [1, 1] }] }, /twice/],
    ["a step of 0", { dimensions: [{ ...fast, step: 0 }] }, /step of fast cannot be 0/],
    ["halves of whole numbers", { dimensions: [{ ...fast, min: 0.5 }] }, /whole numbers/],
    ["a name twice", { dimensions: [fast, fast] }, /fast is named twice/],
  ])("refuses %s", (_name, space, message) => {
    expect(() => new Lattice(space)).toThrow(InvalidInputError);
    expect(() => new Lattice(space)).toThrow(message);
  });

  it.each([
    ["few points", [fast]],
    ["many points", [rate]],
  ])("refuses a constraint no point obeys, of %s, with its own words", (_name, dimensions) => {
    const lattice = new Lattice({ dimensions, constraint: never });
    expect(() => lattice.assertFeasible(chance())).toThrow(/fast must be below slow/);
  });

  it.each([
    [{ fast: 5, slow: 3, mode: 1 }, /no parameter "slow"/],
    [{ fast: 5 }, /mode is missing/],
    [{ fast: 6, mode: 1 }, /fast cannot be 6/],
    [{ fast: 5, mode: 2 }, /one of 1, 7/],
  ])("refuses the values %o", (values, message) => {
    expect(() => new Lattice({ dimensions: [fast, mode] }).pointOf(values)).toThrow(message);
  });
});
