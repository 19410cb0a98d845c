import { forget } from "#operations";
import { toolFor } from "./tool-for.ts";

export const forgetTool = toolFor(forget, {
  describe: "memoryId comes from recall. It cannot be undone; forget only what the person named.",
});
