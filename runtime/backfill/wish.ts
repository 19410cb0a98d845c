import { parseArgs } from "node:util";
import type { Wish } from "#core/market-data";
import { type Instant, InstrumentSymbol, Interval, InvalidInputError } from "#core/model";
import type { Config } from "../config/config.ts";
import { VENDOR_NAMES, VendorName } from "../config/market-config.ts";

/** What can be fetched for the past, and by which vendors. */
const TOPICS = {
  bars: ["alpaca", "yahoo"],
  trades: ["alpaca"],
  quotes: ["alpaca"],
  articles: ["alpaca", "newsapi"],
  actions: ["alpaca", "yahoo"],
  observations: ["fred"],
} as const satisfies Record<string, readonly VendorName[]>;
export type BackfillTopic = keyof typeof TOPICS;

/** What a backfill is to fetch. The same wish is the same backfill, and goes on where it stopped. */
export interface BackfillWish {
  collector: VendorName;
  topic: BackfillTopic;
  /** Symbols, or series ids for observations. */
  subjects: readonly string[];
  interval: Interval | null;
  from: Instant;
  /** Null until now, as of the first time it was asked for. */
  to: Instant | null;
}

export const USAGE = `npm run backfill -- --collector=NAME [--topic=bars] --symbols=A,B --from=DAY [--to=DAY]

Fetches the past from a vendor into the store. Killed at any moment and started again with the same words, it goes on
where it stopped; finished and started again, it fetches nothing.

  --collector=NAME   ${VENDOR_NAMES.join(", ")}; its key comes from the environment
  --topic=TOPIC      ${Object.keys(TOPICS).join(", ")}; bars when left out, observations for fred
  --symbols=A,B      instruments; those of quarterdeck.yaml when left out
  --series=A,B       series of fred; those of quarterdeck.yaml when left out
  --interval=LENGTH  of bars: ${Interval.options.join(", ")}; 1d when left out
  --from=DAY         the first day, such as 2016-01-01
  --to=DAY           the last day; today when left out
  --again            fetches anew what is finished: a vendor's corrections become new knowledge
  --stand-ins        asks made-up vendors on this machine
  --help             says this
`;

const OPTIONS = {
  collector: { type: "string" },
  topic: { type: "string" },
  symbols: { type: "string" },
  series: { type: "string" },
  interval: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  again: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** Reads the command line. @returns null when only help is asked for. @throws InvalidInputError with every fault */
export function readWish(
  args: readonly string[],
  config: Config,
  now: Date,
): { wish: BackfillWish; again: boolean } | null {
  const faults: string[] = [];
  const values = flagsOf(args);
  if (values.help) return null;
  const collector = VendorName.safeParse(values.collector);
  if (!collector.success) faults.push(`--collector must be one of ${VENDOR_NAMES.join(", ")}`);
  const topic = (values.topic ?? (values.collector === "fred" ? "observations" : "bars")) as BackfillTopic;
  const tellers: readonly VendorName[] | undefined = TOPICS[topic];
  if (!tellers) faults.push(`--topic must be one of ${Object.keys(TOPICS).join(", ")}`);
  else if (collector.success && !tellers.includes(collector.data))
    faults.push(
      `${collector.data} has no ${topic} of the past; ${tellers.join(" and ")} ${tellers.length === 1 ? "has" : "have"}`,
    );
  const interval = topic === "bars" ? Interval.safeParse(values.interval ?? "1d") : null;
  if (interval && !interval.success) faults.push(`--interval must be one of ${Interval.options.join(", ")}`);
  if (topic !== "bars" && values.interval) faults.push(`--interval is for bars, not for ${topic}`);
  const from = dayOf("from", values.from, faults);
  const to = values.to === undefined ? null : dayOf("to", values.to, faults);
  if (values.from === undefined) faults.push("--from must name the first day");
  const last = to === null ? null : new Date(Date.parse(to) + DAY_MS - 1).toISOString();
  if (from && from > (last ?? now.toISOString())) faults.push("--from lies after the last day");
  if (last && Date.parse(last) - DAY_MS >= now.getTime()) faults.push("--to lies in the future");
  const subjects = subjectsOf(values, topic, collector.success ? collector.data : null, config, faults);
  if (faults.length > 0 || !collector.success || !from) throw unusable(faults);
  const wish = {
    collector: collector.data,
    topic,
    subjects,
    interval: interval?.data ?? null,
    from,
    to: last,
  };
  return { wish, again: values.again === true };
}

const DAY_MS = 86_400_000;

function flagsOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (cause) {
    throw unusable([cause instanceof Error ? (cause.message.split(". ")[0] ?? "") : String(cause)]);
  }
}

function dayOf(name: string, text: string | undefined, faults: string[]): Instant | null {
  if (text === undefined) return null;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (at?.toJSON()?.startsWith(text)) return at.toISOString();
  faults.push(`--${name} must be a day such as 2016-01-01, and "${text}" is none`);
  return null;
}

function subjectsOf(
  values: { symbols?: string; series?: string },
  topic: BackfillTopic,
  collector: VendorName | null,
  config: Config,
  faults: string[],
): string[] {
  const { vendors } = config.market;
  const [flag, other] =
    topic === "observations" ? (["series", "symbols"] as const) : (["symbols", "series"] as const);
  if (values[other] !== undefined) faults.push(`--${other} is not for ${topic}; name --${flag}`);
  const listed = values[flag]?.split(",").map((text) => text.trim()) ?? [];
  const configured =
    topic === "observations"
      ? vendors.fred.series
      : collector && collector !== "fred"
        ? vendors[collector].symbols
        : [];
  const subjects = values[flag] === undefined ? [...configured] : listed;
  const bad = flag === "symbols" ? subjects.filter((text) => !InstrumentSymbol.safeParse(text).success) : [];
  if (bad.length > 0)
    faults.push(`${bad.map((text) => `"${text}"`).join(", ")} must be tickers such as AAPL or BRK.B`);
  if (subjects.length === 0) faults.push(`--${flag} names nothing, and neither does quarterdeck.yaml`);
  return [...new Set(subjects.map((text) => text.toUpperCase()))].sort();
}

const unusable = (faults: readonly string[]) =>
  new InvalidInputError({
    what: `The command line cannot be used: ${faults.join("; ")}.`,
    why: "A backfill of something else would take hours and a vendor's allowance.",
    fix: "npm run backfill -- --help tells what may be said.",
  });

/** Length of a part's window by what fills it: enough for some pages, ms. */
const DAILY_PART_MS = 3_653 * DAY_MS;
const PART_MS: Record<BackfillTopic, number> = {
  bars: 31 * DAY_MS,
  trades: DAY_MS,
  quotes: DAY_MS,
  articles: 31 * DAY_MS,
  actions: DAILY_PART_MS,
  observations: 50 * 366 * DAY_MS,
};

/** The wish cut into parts that are each asked for and finished by themselves, in the order they are asked. */
export function partsOf({ topic, subjects, interval, from, to: until }: BackfillWish, now: Instant): Wish[] {
  const isSlow = interval === "1d" || interval === "1w" || interval === "1mo";
  const windows = windowsOf(
    from,
    until !== null && until < now ? until : now,
    isSlow ? DAILY_PART_MS : PART_MS[topic],
  );
  if (topic === "articles" || topic === "actions")
    return windows.map((window) => ({ topic, symbols: subjects, ...window }));
  return subjects.flatMap((subject) =>
    windows.map((window): Wish => {
      if (topic === "observations") return { topic, seriesIds: [subject], ...window };
      if (topic === "bars") return { topic, symbols: [subject], interval: interval ?? "1d", ...window };
      return { topic, symbols: [subject], ...window };
    }),
  );
}

/** Windows closed at both ends that touch nowhere, oldest first. */
function windowsOf(from: Instant, to: Instant, lengthMs: number): { from: Instant; to: Instant }[] {
  const windows: { from: Instant; to: Instant }[] = [];
  for (let start = Date.parse(from); start <= Date.parse(to); start += lengthMs)
    windows.push({
      from: new Date(start).toISOString(),
      to: new Date(Math.min(Date.parse(to), start + lengthMs - 1)).toISOString(),
    });
  return windows;
}
