export { checkLookAhead, type LookAheadFacts } from "./check-look-ahead.ts";
