import { z } from "zod";
import { Strategy } from "#core/model";
import { STRATEGIES } from "#core/strategy";
import { defineOperation } from "../operation.ts";

export const listStrategies = defineOperation({
  name: "listStrategies",
  summary: "Lists the strategies the desk can run, with each parameter's meaning, range and default.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ strategies: z.array(Strategy) }),
  run: async () => ({ strategies: [...STRATEGIES] }),
});
