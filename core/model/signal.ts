import { z } from "zod";
import { InstrumentSymbol } from "./instrument.ts";
import { Source } from "./source.ts";
import { Instant } from "./time.ts";

/** A dated view on an instrument, with the ids of the evidence it rests on. */
export const Signal = z.object({
  id: z.string(),
  symbol: InstrumentSymbol,
  kind: z.string().describe("What made it, e.g. news-sentiment"),
  direction: z.enum(["bullish", "bearish", "neutral"]),
  strength: z.number().min(0).max(1),
  confidence: z.number().min(0).max(1),
  rationale: z.string(),
  evidenceIds: z.array(z.string()).min(1),
  occurredAt: Instant,
  knownAt: Instant,
  expiresAt: Instant,
  source: Source,
});
export type Signal = z.infer<typeof Signal>;
