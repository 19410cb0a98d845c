import { z } from "zod";
import { Instrument } from "#core/model";
import { defineOperation } from "../operation.ts";

export const listInstruments = defineOperation({
  name: "listInstruments",
  summary:
    "Lists every instrument the desk has data for, with the source of its numbers and whether it can be traded.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ instruments: z.array(Instrument) }),
  run: async ({ ctx }) => ({ instruments: [...ctx.market.instruments()] }),
});
