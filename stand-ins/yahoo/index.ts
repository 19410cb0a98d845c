export { articleUuid } from "./search.ts";
export { openYahoo, type ReceivedCall, type YahooOptions, YahooStandIn } from "./yahoo.ts";
