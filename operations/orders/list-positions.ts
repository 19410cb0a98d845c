import { z } from "zod";
import { Position } from "#core/model";
import { loadPositions } from "#db";
import { defineOperation } from "../operation.ts";

export const listPositions = defineOperation({
  name: "listPositions",
  summary: "Lists what the account holds now, with average cost, mark and profit or loss.",
  scope: "portfolio:read",
  effect: "read",
  input: z.strictObject({ account: z.string().min(1).max(64).default("paper") }),
  output: z.object({ positions: z.array(Position) }),
  run: async ({ tx, input }) => ({ positions: await loadPositions(tx, input.account) }),
});
