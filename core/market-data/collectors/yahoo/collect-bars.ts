import type { Bar, Finding } from "#core/model";
import type { Page, Wish } from "../../collector.ts";
import { readSplits } from "./actions.ts";
import { readBars } from "./bars.ts";
import { chartOf } from "./charts.ts";
import type { Split } from "./figures.ts";
import { hoursOf } from "./hours.ts";
import { pageOf, placeAfter, type Run, unnamed } from "./run.ts";
import type { Chart } from "./shapes.ts";
import { toYahoo } from "./symbols.ts";
import { finding, instant, type Telling, type Told } from "./telling.ts";
import { chartQuery, keptDays, keptSinceMs, type Place, partEndMs } from "./windows.ts";

const DAY_MS = 86_400_000;
/** A month's bar holds splits from before the window. */
const MONTH_MS = 35 * DAY_MS;

type BarsWish = Extract<Wish, { topic: "bars" }>;

/** A symbol's window by its bars' closes, not beyond the present. */
interface Window extends Pick<BarsWish, "interval"> {
  symbol: string;
  fromMs: number;
  toMs: number;
  nowMs: number;
}

/** One page for each part of each symbol's window. */
export async function* collectBars(wish: BarsWish, run: Run): AsyncGenerator<Page> {
  for (let { index } = run.start; index < wish.symbols.length; index++) {
    const symbol = wish.symbols[index] ?? "";
    const resumedMs = index === run.start.index ? run.start.fromMs : null;
    const nowMs = Date.parse(run.telling().receivedAt);
    const window = {
      symbol,
      interval: wish.interval,
      fromMs: resumedMs ?? Date.parse(wish.from),
      toMs: Math.min(Date.parse(wish.to), nowMs),
      nowMs,
    };
    yield* barsOf(window, index, placeAfter(index, wish.symbols.length), run);
  }
}

async function* barsOf(window: Window, index: number, after: Place | null, run: Run): AsyncGenerator<Page> {
  const telling = run.telling();
  const findings = toYahoo(window.symbol)
    ? beyondKept(window, telling)
    : [unnamed("bars", window.symbol, telling)];
  let fromMs = Math.max(window.fromMs, keptSinceMs(window.interval, window.nowMs));
  if (!toYahoo(window.symbol) || fromMs > window.toMs)
    return yield pageOf({ receivedAt: telling.receivedAt, findings }, after);
  let splits: Split[] | null = null;
  for (let isMore = true; isMore; ) {
    const part = { ...window, fromMs, toMs: partEndMs(window.interval, fromMs, window.toMs) };
    const told = await barsOfPart(part, splits, run);
    splits = told.splits;
    fromMs = part.toMs + 1;
    isMore = !told.isLast && fromMs <= window.toMs;
    const facts = {
      receivedAt: run.telling().receivedAt,
      bars: told.facts,
      findings: [...findings.splice(0), ...told.findings],
    };
    yield pageOf(facts, isMore ? { index, fromMs } : after);
  }
}

interface Part extends Told<Bar> {
  /** What the bars were counted back by; null while it has not been asked for. */
  splits: Split[] | null;
  /** Nothing more can be had of this symbol. */
  isLast: boolean;
}

/** The bars of one call. */
async function barsOfPart(part: Window, known: Split[] | null, run: Run): Promise<Part> {
  const { symbol, interval } = part;
  const chart = await chartOf("bars", symbol, chartQuery(interval, part.fromMs, part.toMs), run);
  if ("finding" in chart)
    return { facts: [], findings: [chart.finding], splits: known, isLast: chart.isUnknown };
  const splits = known ? { facts: known, findings: [] } : await splitsSince(part, chart, run);
  // A split that cannot be read would leave every earlier price wrong by an unknown factor.
  if (splits.findings.length > 0) return { facts: [], findings: splits.findings, splits: null, isLast: true };
  const telling = run.telling();
  const told = readBars(chart, { ...part, ...telling, splits: splits.facts });
  const findings = [...told.findings, ...nothingFinding(part, chart, telling)];
  return { facts: told.facts, findings, splits: splits.facts, isLast: false };
}

/** Every split since the window's begin: those after its end too, since Yahoo counts all prices in today's shares. */
async function splitsSince(part: Window, chart: Chart, run: Run): Promise<Told<Split>> {
  const isWhole = part.interval === "1d" && part.toMs >= part.nowMs;
  const since = isWhole ? chart : await chartOf("bars", part.symbol, eventsQuery(part), run);
  if ("finding" in since) return { facts: [], findings: [since.finding] };
  return readSplits(since, { ...run.telling(), symbol: part.symbol, fromDay: "", toDay: "" });
}

const eventsQuery = ({ fromMs, nowMs }: Window) =>
  ({ interval: "1mo", fromMs: fromMs - MONTH_MS, toMs: nowMs + 1_000 }) as const;

function beyondKept(window: Window, telling: Telling): Finding[] {
  const keptMs = keptSinceMs(window.interval, window.nowMs);
  if (window.fromMs >= keptMs) return [];
  const to = instant(Math.min(keptMs, window.toMs));
  const days = keptDays(window.interval);
  const detail = `Yahoo keeps ${window.interval} bars for ${days} days; those before ${to} were not asked for.`;
  return [remark(window, instant(window.fromMs), to, detail, telling)];
}

/** Nothing where a session closed is worth a word; nothing on a weekend is not. */
function nothingFinding(part: Window, chart: Chart, telling: Telling): Finding[] {
  if (chart.timestamp?.length || part.interval === "1w" || part.interval === "1mo") return [];
  const hours = hoursOf(chart.meta);
  for (let atMs = part.fromMs, days = 0; atMs <= part.toMs && days < 15; atMs += DAY_MS, days++) {
    const closesMs = hours?.on(instant(atMs).slice(0, 10))?.closesMs ?? 0;
    if (closesMs >= part.fromMs && closesMs <= part.toMs) {
      const [from, to] = [instant(part.fromMs), instant(part.toMs)];
      return [remark(part, from, to, "Yahoo has no bars in this window.", telling)];
    }
  }
  return [];
}

const remark = (window: Window, from: string, to: string, detail: string, telling: Telling): Finding =>
  finding(
    {
      check: "left-out",
      severity: "warning",
      topic: "bars",
      subject: window.symbol,
      interval: window.interval,
      from,
      to,
      detail,
    },
    telling,
  );
