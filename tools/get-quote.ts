import { getQuote } from "#operations";
import { toolFor } from "./tool-for.ts";

export const getQuoteTool = toolFor(getQuote, {
  describe:
    "symbol is a ticker or a company name; the answer says which instrument was meant. Always say the source, and the age when it is not fresh.",
});
