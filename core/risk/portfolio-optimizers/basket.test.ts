import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BasketAsset, basketOf } from "./basket.ts";

const anAsset = (symbol: string, targetWeight: number, change: Partial<BasketAsset> = {}): BasketAsset => ({
  symbol,
  quantity: "0",
  price: "100",
  lot: "1",
  targetWeight,
  ...change,
});

describe("basketOf", () => {
  it("buys whole shares, says what is left and how much it turns over", () => {
    // $1,000: $600 buys 6 of $100; $400 buys 13 of $30 ($390) and $10 stay
    expect(basketOf([anAsset("KO", 0.6), anAsset("XOM", 0.4, { price: "30" })], "1000")).toEqual({
      orders: [
        { symbol: "KO", side: "buy", quantity: "6", notional: "600" },
        { symbol: "XOM", side: "buy", quantity: "13", notional: "390" },
      ],
      cashAfter: "10",
      leftover: "10",
      turnover: 0.99,
      reachedWeights: [0.6, 0.39],
    });
  });

  it("sells first, and pays the purchases from the proceeds", () => {
    const { orders, cashAfter } = basketOf(
      [anAsset("KO", 0.25), anAsset("XOM", 0.75, { quantity: "10" })],
      "0",
    );
    expect(orders.map(({ symbol, side, quantity }) => `${side} ${quantity} ${symbol}`)).toEqual([
      "sell 3 XOM",
      "buy 3 KO",
    ]);
    expect(cashAfter).toBe("0");
  });

  it("buys a share less where the fee would take the last dollar", () => {
    expect(basketOf([anAsset("KO", 1)], "1000", 0.001).orders[0]?.quantity).toBe("9");
    expect(basketOf([anAsset("KO", 1)], "1001", 0.001).orders[0]?.quantity).toBe("10");
  });

  it("keeps the cash that the weights leave unplaced", () => {
    expect(basketOf([anAsset("KO", 0.55)], "1000")).toMatchObject({ cashAfter: "500", leftover: "50" });
  });

  it("sells an odd rest down to what is no whole share, and never short", () => {
    expect(basketOf([anAsset("KO", 0, { quantity: "10.5" })], "0").orders).toEqual([
      { symbol: "KO", side: "sell", quantity: "10", notional: "1000" },
    ]);
  });

  it("does nothing when everything is where it should be", () => {
    expect(basketOf([anAsset("KO", 0.5, { quantity: "5" })], "500").orders).toEqual([]);
  });

  it("trades the last lot that the turnover allows, and not one more", () => {
    const swap = [anAsset("KO", 0, { quantity: "10" }), anAsset("XOM", 1)];
    expect(basketOf(swap, "0", 0, 0.4)).toMatchObject({
      turnover: 0.4,
      orders: [
        { side: "sell", quantity: "2" },
        { side: "buy", quantity: "2" },
      ],
    });
    expect(basketOf(swap, "0", 0, 0.39).turnover).toBe(0.2);
  });

  const assets = fc.array(
    fc.record({
      quantity: fc.integer({ min: 0, max: 500 }),
      price: fc.integer({ min: 1, max: 90_000 }),
      lot: fc.constantFrom("1", "10", "0.001"),
      share: fc.integer({ min: 0, max: 100 }),
    }),
    { minLength: 1, maxLength: 8 },
  );

  it("never owes cash, never sells what is not held, and adds up to the equity it began with", () => {
    fc.assert(
      fc.property(
        assets,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom(0, 0.001),
        (raw, cash, fee) => {
          const total = raw.reduce((sum, { share }) => sum + share, 1);
          const basket = raw.map(({ quantity, price, lot, share }, k) =>
            anAsset(`S${k}`, share / total, {
              quantity: String(quantity),
              price: (price / 100).toFixed(2),
              lot,
            }),
          );
          const { orders, cashAfter } = basketOf(basket, String(cash), fee);
          expect(Number(cashAfter)).toBeGreaterThanOrEqual(0);
          let expected = cash;
          for (const { symbol, side, quantity } of orders) {
            const asset = basket[Number(symbol.slice(1))] as BasketAsset;
            const value = Number(quantity) * Number(asset.price);
            expected += side === "sell" ? value : -value;
            expected -= fee * value;
            if (side === "sell") expect(Number(quantity)).toBeLessThanOrEqual(Number(asset.quantity));
            const lots = Number(quantity) / Number(asset.lot);
            expect(Math.abs(lots - Math.round(lots))).toBeLessThan(1e-6);
          }
          expect(Number(cashAfter)).toBeCloseTo(expected, 3);
        },
      ),
      { seed: 51, numRuns: 300 },
    );
  });

  it("keeps any turnover to the last lot", () => {
    fc.assert(
      fc.property(assets, fc.integer({ min: 0, max: 100 }), (raw, percent) => {
        const total = raw.reduce((sum, { share }) => sum + share, 1);
        const basket = raw.map(({ quantity, price, share }, k) =>
          anAsset(`S${k}`, share / total, { quantity: String(quantity), price: (price / 100).toFixed(2) }),
        );
        const { turnover, cashAfter } = basketOf(basket, "5000", 0.001, percent / 100);
        expect(turnover).toBeLessThanOrEqual(percent / 100 + 1e-12);
        expect(Number(cashAfter)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 52, numRuns: 300 },
    );
  });

  it.each([
    ["a price of zero", [anAsset("KO", 1, { price: "0" })], "1000", 0, "KO has a price of 0"],
    ["a weight that is no number", [anAsset("KO", Number.NaN)], "1000", 0, "target weight of KO is NaN"],
    ["an account without equity", [anAsset("KO", 1)], "0", 0, "Equity is $0"],
    ["a fee above ten percent", [anAsset("KO", 1)], "1000", 0.2, "fee rate of 0.2"],
  ])("refuses %s", (_name, basket, cash, fee, message) => {
    expect(() => basketOf(basket, cash, fee)).toThrow(message);
  });
});
