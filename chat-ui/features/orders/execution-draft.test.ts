import { describe, expect, it } from "vitest";
import { NO_WISH } from "../../components/order-fields.tsx";
import { AT_ONCE, executionDraftOf } from "./execution-draft.ts";

const WISH = { ...NO_WISH, side: "sell", symbol: "NVDA", sizeBy: "units", size: "40" } as const;

describe("a draft of an order worked in slices", () => {
  it("is none for an order that goes out at once", () => {
    expect(executionDraftOf(WISH, AT_ONCE)).toBeNull();
  });

  it("leaves to the desk what was left empty", () => {
    expect(executionDraftOf(WISH, { ...AT_ONCE, algorithm: "twap" })).toEqual({
      side: "sell",
      symbol: "NVDA",
      quantity: "40",
      algorithm: "twap",
      urgency: "steady",
      durationMinutes: 60,
    });
  });

  it("sends what only its own algorithm knows", () => {
    const typed = { ...AT_ONCE, participation: "5", shown: "10" };
    const vwap = executionDraftOf(WISH, { ...typed, algorithm: "vwap" });
    const iceberg = executionDraftOf(WISH, { ...typed, algorithm: "iceberg" });
    expect(vwap).toMatchObject({ maxParticipation: 0.05 });
    expect(vwap).not.toHaveProperty("displayQuantity");
    expect(iceberg).toMatchObject({ displayQuantity: "10" });
    expect(iceberg).not.toHaveProperty("maxParticipation");
  });
});
