import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepestSpell, drawdownSpells, maxDrawdown, ulcerIndex, underwater } from "#core/metrics";

const curve = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 30 })
  .map((values) => Float64Array.from(values));

describe("drawdown spells", () => {
  it("tell high, trough and recovery of each fall, oldest first", () => {
    expect(drawdownSpells(Float64Array.of(100, 120, 90, 96, 120, 130, 117))).toEqual([
      { depth: 0.25, peakBar: 1, troughBar: 2, recoveredBar: 4 },
      { depth: 0.1, peakBar: 5, troughBar: 6, recoveredBar: null },
    ]);
  });

  it("count the start value as a high", () => {
    expect(deepestSpell(Float64Array.of(1, 0.8, 0.9))).toMatchObject({ peakBar: 0, troughBar: 1 });
  });

  it("are none for a curve that never fell", () => {
    expect(drawdownSpells(Float64Array.of(1, 1, 2))).toEqual([]);
    expect(deepestSpell(new Float64Array())).toBeNull();
  });

  it("hold the deepest fall, and every bar below a high lies in one of them", () => {
    fc.assert(
      fc.property(curve, (equity) => {
        expect(deepestSpell(equity)?.depth ?? 0).toBe(maxDrawdown(equity));
        const spells = drawdownSpells(equity);
        underwater(equity).forEach((depth, bar) => {
          const inside = spells.some(
            (spell) => bar > spell.peakBar && bar < (spell.recoveredBar ?? equity.length),
          );
          expect(inside).toBe(depth > 0);
        });
      }),
    );
  });
});

describe("ulcer index", () => {
  it("is the root mean square of all distances below the high", () => {
    // 0, 0.3 and 0.4 below: √(0.25 / 3).
    expect(ulcerIndex(Float64Array.of(10, 7, 6))).toBeCloseTo(Math.sqrt(0.25 / 3), 12);
  });

  it("is 0 at a high and without bars", () => {
    expect([ulcerIndex(Float64Array.of(1, 2)), ulcerIndex(new Float64Array())]).toEqual([0, 0]);
  });
});
