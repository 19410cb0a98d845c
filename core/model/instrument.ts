import { z } from "zod";
import { Source } from "./source.ts";

/** A ticker as exchanges write it: one to ten capitals, digits or dots, starting with a letter. */
export const InstrumentSymbol = z
  .string()
  .trim()
  .transform((text) => text.toUpperCase())
  .refine((text) => /^[A-Z][A-Z0-9.]{0,9}$/.test(text), "must be a ticker such as AAPL or BRK.B")
  .describe("Ticker symbol");
export type InstrumentSymbol = z.infer<typeof InstrumentSymbol>;

/** Something that has bars; most can be traded. */
export const Instrument = z.object({
  symbol: InstrumentSymbol,
  name: z.string(),
  aliases: z.array(z.string()).describe("Other names people use for it, lower case"),
  kind: z.enum(["equity", "etf", "index"]),
  sector: z.string(),
  currency: z.literal("USD"),
  tradable: z.boolean(),
  lotSize: z.string().describe("Smallest tradable step in units"),
  fractionable: z
    .boolean()
    .optional()
    .describe("Parts of a lot trade too, as simple market or limit orders for the day"),
  tickSize: z.string().describe("Smallest price step in USD"),
  source: Source,
  note: z.string().describe("What a person must know before trusting its numbers"),
});
export type Instrument = z.infer<typeof Instrument>;
