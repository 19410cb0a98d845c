import { listDefinitions } from "#operations";
import { toolFor } from "./tool-for.ts";

export const listDefinitionsTool = toolFor(listDefinitions, {
  describe:
    "These are the desk's saved strategies; list_strategies tells the kinds of rules they are made of. Strategies whose sharpeInterval overlap cannot be told apart: say so when you rank them.",
});
