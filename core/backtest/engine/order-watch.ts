import type { OrderDraft } from "./order-draft.ts";

/** Who is told what befalls orders, in the order it happens. Bars are of the market. */
export interface OrderWatch {
  placed(id: number, draft: OrderDraft, bar: number): void;
  /** @param fill row of the fill book */
  filled(id: number, fill: number): void;
  ended(id: number, how: "filled" | "canceled" | "expired"): void;
}
