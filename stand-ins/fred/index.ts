export { type FredOptions, FredStandIn, openFred, STAND_IN_FRED_KEY } from "./fred.ts";
export type { Publication } from "./publications.ts";
