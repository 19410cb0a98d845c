export { openYahoo, type ReceivedCall, type YahooOptions, YahooStandIn } from "./yahoo.ts";
