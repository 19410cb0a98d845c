import { monotonicFactory } from "ulid";
import type { Clock } from "./time.ts";

/** What an id names; its first three letters, so that a log line can be read. */
export const ID_PREFIX = {
  article: "art",
  signal: "sig",
  backtest: "bkt",
  sweep: "swp",
  proposal: "prp",
  basket: "bsk",
  verdict: "vrd",
  approval: "apr",
  clearance: "clr",
  delegation: "dlg",
  permission: "stp",
  execution: "exe",
  memory: "mem",
  event: "evt",
  thread: "thr",
  run: "run",
  message: "msg",
  person: "per",
  apiKey: "key",
  trace: "trc",
  difference: "dif",
  block: "blk",
  start: "sta",
  action: "act",
  movement: "mov",
  collectorRun: "crn",
  backfill: "bkf",
  strategy: "str",
  validation: "val",
  study: "stu",
  promotion: "prm",
} as const;
export type IdKind = keyof typeof ID_PREFIX;

/** Makes ids that sort by time: a prefix and a ULID. */
export type NewId = (kind: IdKind) => string;

/**
 * @param clock gives the time part
 * @param random uniform in [0, 1); hand in a seeded one to make ids repeat
 */
export function idFactory(clock: Clock, random?: () => number): NewId {
  const ulid = monotonicFactory(random);
  return (kind) => `${ID_PREFIX[kind]}_${ulid(clock.now().getTime())}`;
}
