import { z } from "zod";

const change = z
  .number()
  .min(-1)
  .max(5)
  .describe("Price change as a fraction: -0.1 is a fall of 10 %, and -1 all of it");

/** One sudden move of prices. */
export const Shock = z.discriminatedUnion("on", [
  z.strictObject({ on: z.literal("market"), change }),
  z.strictObject({ on: z.literal("every-name"), change }),
  z.strictObject({ on: z.literal("largest-name"), change }),
  z.strictObject({ on: z.literal("sector"), sector: z.string().min(1).max(80), change }),
  z.strictObject({ on: z.literal("symbol"), symbol: z.string().min(1).max(80), change }),
]);
export type Shock = z.infer<typeof Shock>;

/** A day that did not happen, or one that did: moves that come together. */
export interface StressScenario {
  name: string;
  shocks: readonly Shock[];
  /** What is taken for granted, and where the figures come from */
  assumption: string;
}
