export type { ApprovalCard, HaltAnswer, SlackDesk, Vote } from "./desk-door.ts";
export { SlackBot, type SlackHealth, type SlackSettings } from "./slack-bot.ts";
