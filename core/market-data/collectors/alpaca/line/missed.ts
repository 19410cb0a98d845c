import type { FactBatch } from "#core/model";
import type { ListenWish, Page, Wish } from "../../../collector.ts";
import { finding, instant } from "../telling.ts";

/** How far before the last thing heard one looks: bars come a minute late, others by the second. */
const OVERLAP_MS = { bars: 90_000, trades: 5_000, quotes: 5_000, articles: 60_000 } as const;
/** No gap is worth more pages than this of one kind. */
const MAX_PAGES = 50;

export interface MissedOptions {
  wish: ListenWish;
  collect(wish: Wish, signal: AbortSignal): AsyncIterable<Page>;
  tell(facts: FactBatch): void;
}

/**
 * Asks for what a line missed and tells it, oldest kind first. Where there is more than anybody wants to wait for, a
 * finding says from when on it is missing.
 *
 * @returns how many facts were told. @throws VendorError after those that arrived
 */
export async function tellMissed(
  { wish, collect, tell }: MissedOptions,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  for (const part of wishesFor(wish, fromMs, toMs)) {
    let pages = 0;
    for await (const { facts } of collect(part, signal)) {
      const batch = withoutSilence(facts);
      count += sizeOf(batch);
      tell(batch);
      if (++pages < MAX_PAGES) continue;
      tell({ receivedAt: facts.receivedAt, findings: [tooMuch(part.topic, fromMs, toMs, facts.receivedAt)] });
      break;
    }
  }
  return count;
}

function wishesFor(wish: ListenWish, fromMs: number, toMs: number): Wish[] {
  const window = (kind: keyof typeof OVERLAP_MS) => ({
    from: instant(fromMs - OVERLAP_MS[kind]),
    to: instant(toMs),
  });
  const { bars = [], trades = [], quotes = [], books = [], articles } = wish;
  const wishes: Wish[] = [];
  if (bars.length > 0) wishes.push({ topic: "bars", symbols: bars, interval: "1m", ...window("bars") });
  if (trades.length > 0) wishes.push({ topic: "trades", symbols: trades, ...window("trades") });
  if (quotes.length > 0) wishes.push({ topic: "quotes", symbols: quotes, ...window("quotes") });
  if (books.length > 0) wishes.push({ topic: "books", symbols: books });
  if (articles) wishes.push({ topic: "articles", symbols: [], ...window("articles") });
  return wishes;
}

/** In a short gap most symbols have nothing to tell, which is no finding. */
function withoutSilence({ findings = [], ...facts }: FactBatch): FactBatch {
  const left = findings.filter(({ check }) => check !== "left-out");
  return left.length > 0 ? { ...facts, findings: left } : facts;
}

export const sizeOf = ({ bars, trades, quotes, books, articles }: FactBatch): number =>
  [bars, trades, quotes, books, articles].reduce((sum, rows) => sum + (rows?.length ?? 0), 0);

const tooMuch = (topic: string, fromMs: number, toMs: number, foundAt: string) =>
  finding(
    {
      check: "stream-gap",
      severity: "error",
      topic,
      subject: "",
      from: instant(fromMs),
      to: instant(toMs),
      detail: `The line missed more ${topic} than ${MAX_PAGES} pages hold; the rest has to be collected by a backfill.`,
    },
    foundAt,
  );
