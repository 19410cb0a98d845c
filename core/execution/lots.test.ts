import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "#core/model";
import { foldHolding, foldLots, type LedgerEntry } from "./lots.ts";

const AT = "2026-11-24T15:00:00.000Z";
let serial = 0;
const traded = (side: "buy" | "sell", quantity: number, price: number, fee = 0): LedgerEntry => ({
  kind: "fill",
  executionId: `e${++serial}`,
  side,
  quantity: String(quantity),
  price: String(price),
  fee: String(fee),
  at: AT,
});
const split = (newUnits: number, oldUnits = 1): LedgerEntry => ({
  kind: "split",
  newUnits,
  oldUnits,
  at: AT,
});

const lotsOf = (entries: LedgerEntry[]) =>
  foldLots(entries).lots.map(({ quantity, cost }) => [quantity, cost]);

describe("lots, first in first out", () => {
  it("sell the oldest first and keep what is left of it", () => {
    const book = foldLots([traded("buy", 10, 50), traded("buy", 10, 60), traded("sell", 15, 70, 2)]);
    expect(book.lots).toMatchObject([{ quantity: "5", cost: "60" }]);
    expect(book.closings.map(({ quantity, pnl }) => [quantity, pnl])).toEqual([
      ["10", "200"],
      ["5", "50"],
    ]);
    expect([book.realisedPnl, book.fees]).toEqual(["248", "2"]);
  });

  it("differ from average cost while something is held, and agree when nothing is", () => {
    const held = [traded("buy", 10, 50), traded("buy", 10, 60), traded("sell", 10, 70)];
    expect([foldLots(held).realisedPnl, foldHolding(held).realisedPnl]).toEqual(["200", "150"]);
    const flat = [...held, traded("sell", 10, 70)];
    expect([foldLots(flat).realisedPnl, foldHolding(flat).realisedPnl]).toEqual(["300", "300"]);
  });

  it("turn short when more is sold than held", () => {
    const entries = [traded("buy", 4, 50), traded("sell", 10, 60)];
    expect(lotsOf(entries)).toEqual([["-6", "60"]]);
    expect(foldLots([...entries, traded("buy", 6, 40)])).toMatchObject({ lots: [], realisedPnl: "160" });
  });

  it("become two at half the cost in a split of two for one, and what was realised stays", () => {
    const entries = [traded("buy", 10, 50), traded("buy", 10, 60), traded("sell", 5, 70), split(2)];
    expect(lotsOf(entries)).toEqual([
      ["10", "25"],
      ["20", "30"],
    ]);
    expect(foldLots(entries).realisedPnl).toBe("100");
    expect(foldHolding(entries)).toEqual({ quantity: "30", averageCost: "27.5", realisedPnl: "75" });
  });

  it("add up to the position though a reverse split does not come out even", () => {
    const entries = [traded("buy", 10, 50), traded("buy", 10, 60), traded("buy", 10, 70), split(1, 7)];
    expect(lotsOf(entries).map(([quantity]) => quantity)).toEqual(["1.428571", "1.428571", "1.428572"]);
    expect(foldHolding(entries).quantity).toBe("4.285714");
  });
});

const anEntry = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(
        fc.constantFrom("buy" as const, "sell" as const),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 400 }),
      )
      .map(([side, quantity, price]) => traded(side, quantity, price, 1)),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom([2, 1], [3, 1], [3, 2], [1, 2], [10, 1], [1, 7])
      .map(([a = 2, b = 1]) => split(a, b)),
  },
);
const aHistory = fc.array(anEntry, { maxLength: 30 });
const PROPERTY = { seed: 20261124, numRuns: 400 };
/** Cents that rounding to six decimals may add up to over such a history. */
const ROUNDING = "0.05";

const sum = (texts: readonly string[]) =>
  texts.reduce((total, text) => total.plus(decimal(text)), decimal("0"));
const isNear = (a: ReturnType<typeof decimal>, b: ReturnType<typeof decimal>) =>
  a.minus(b).abs().lte(ROUNDING);

describe("an instrument's history", () => {
  it("leaves lots that add up to the position, all on its side", () => {
    fc.assert(
      fc.property(aHistory, (entries) => {
        const [{ lots }, { quantity }] = [foldLots(entries), foldHolding(entries)];
        expect(sum(lots.map((lot) => lot.quantity)).toFixed()).toBe(decimal(quantity).toFixed());
        expect(lots.every((lot) => decimal(lot.quantity).gt("0") === decimal(quantity).gt("0"))).toBe(true);
      }),
      PROPERTY,
    );
  });

  it("realises the same by lots and by average cost once nothing is held", () => {
    fc.assert(
      fc.property(aHistory, fc.integer({ min: 1, max: 400 }), (entries, price) => {
        const held = decimal(foldHolding(entries).quantity);
        const end: LedgerEntry[] = held.eq("0")
          ? []
          : [
              {
                ...traded(held.gt("0") ? "sell" : "buy", 1, price),
                quantity: held.abs().toFixed(),
              } as LedgerEntry,
            ];
        const whole = [...entries, ...end];
        expect(isNear(decimal(foldLots(whole).realisedPnl), decimal(foldHolding(whole).realisedPnl))).toBe(
          true,
        );
      }),
      PROPERTY,
    );
  });

  it("makes no money of itself: what was paid and got, and what is held at cost, are what was realised", () => {
    fc.assert(
      fc.property(aHistory, (entries) => {
        const cash = entries.reduce((total, entry) => {
          if (entry.kind === "split") return total;
          const value = decimal(entry.quantity).times(decimal(entry.price));
          return (entry.side === "buy" ? total.minus(value) : total.plus(value)).minus(decimal(entry.fee));
        }, decimal("0"));
        const { lots, realisedPnl } = foldLots(entries);
        const atCost = lots.reduce(
          (total, lot) => total.plus(decimal(lot.quantity).times(decimal(lot.cost))),
          decimal("0"),
        );
        expect(isNear(cash.plus(atCost), decimal(realisedPnl))).toBe(true);
      }),
      PROPERTY,
    );
  });

  it("keeps its value at cost through a split", () => {
    fc.assert(
      fc.property(
        aHistory,
        fc.constantFrom([2, 1], [1, 7], [3, 2]),
        (entries, [newUnits = 2, oldUnits = 1]) => {
          const atCost = (history: LedgerEntry[]) => {
            const { quantity, averageCost } = foldHolding(history);
            return decimal(quantity).times(decimal(averageCost));
          };
          expect(isNear(atCost(entries), atCost([...entries, split(newUnits, oldUnits)]))).toBe(true);
        },
      ),
      PROPERTY,
    );
  });
});
