export type { Fault } from "./faults.ts";
export type { Block, SlackMessage } from "./messages.ts";
export { type ApiCall, type Delivery, openSlack, type SlackOptions, SlackStandIn } from "./slack.ts";
