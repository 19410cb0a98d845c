export { type Change, changesOver } from "./economy/changes.ts";
export { releaseMinute, releaseTimeOf } from "./economy/release-hours.ts";
export { seasonalAdjustmentOf, type Units, unitsOf } from "./economy/units.ts";
export { asPublished, type Revisions, revisionsOf } from "./economy/vintages.ts";
export type { Inspection } from "./finding.ts";
export { type Adjustment, adjustBars } from "./market/adjust-bars.ts";
export { type BarLengthText, barLength } from "./market/bar-length.ts";
export { type Gap, gapsOf } from "./market/gaps.ts";
export { type BarInspection, inspectBars } from "./market/inspect-bars.ts";
export { inspectQuotes, inspectTrades, type TickInspection } from "./market/inspect-ticks.ts";
export { type ResampledBar, resample } from "./market/resample.ts";
export {
  calendarOf,
  nyseCalendar,
  roundTheClock,
  simulatedCalendar,
  type TradingCalendar,
} from "./market/trading-calendar.ts";
export { articleKey, publisherName } from "./news/article-key.ts";
export { canonicalUrl } from "./news/canonical-url.ts";
export { type ArticleInspection, inspectArticles } from "./news/inspect-articles.ts";
export { languageOf } from "./news/language.ts";
export { clusterArticles, StoryClusters, type StoryMember, type StoryText } from "./news/story-clusters.ts";
