import { z } from "zod";
import { CONTROLS } from "#core/risk";
import { defineOperation } from "../operation.ts";

export const listControls = defineOperation({
  name: "listControls",
  summary:
    "Lists every risk control of the desk: what must hold, the limits it compares with and their defaults, who asks for it and why.",
  scope: "risk:read",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({
    controls: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        when: z.enum(["pre-trade", "at-trade", "post-trade"]),
        formula: z.string(),
        unit: z.string(),
        defaults: z.array(z.object({ limit: z.string(), value: z.string() })),
        source: z.string(),
        reason: z.string(),
      }),
    ),
  }),
  run: async () => ({ controls: [...CONTROLS] }),
});
