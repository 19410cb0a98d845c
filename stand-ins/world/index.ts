export type { WorldArticle } from "./articles.ts";
export { dayAt, type ExchangeDay, exchangeDay, exchangeDays, offsetHours, wallMs } from "./calendar.ts";
export type { Company, Split } from "./companies.ts";
export type { Dividend, Earnings } from "./company-events.ts";
export type { WorldDay } from "./days.ts";
export type { WorldMinute } from "./minutes.ts";
export { type World, worldOf } from "./world.ts";
