import { z } from "zod";
import type { AnnouncedAction, Finding } from "#core/model";
import { instantOf, localTime } from "./exchange-time.ts";
import { dividendThen, type Split, sharesSince } from "./figures.ts";
import { type Chart, Epoch, whyNot } from "./shapes.ts";
import { COLLECTOR, finding, instant, type Telling, type Told } from "./telling.ts";

const SplitEvent = z.looseObject({
  date: Epoch,
  numerator: z.number().positive(),
  denominator: z.number().positive(),
});
const DividendEvent = z.looseObject({ date: Epoch, amount: z.number().nonnegative() });

export interface ActionsAsked extends Telling {
  symbol: string;
  /** First and last ex-day. */
  fromDay: string;
  toDay: string;
}

/** The splits a chart tells that have happened by then. */
export function readSplits(chart: Chart, asked: ActionsAsked): Told<Split> {
  const told: Told<Split> = { facts: [], findings: [] };
  for (const event of Object.values(chart.events?.splits ?? {})) {
    const read = SplitEvent.safeParse(event);
    if (!read.success) told.findings.push(unreadable(asked, "split", read.error));
    else {
      const { day: exOn } = localTime(read.data.date, chart.meta.exchangeTimezoneName);
      if (read.data.date <= Date.parse(asked.receivedAt))
        told.facts.push({ exOn, ratio: read.data.numerator / read.data.denominator });
    }
  }
  return told;
}

/**
 * Splits and dividends of the window. Yahoo tells old dividends per share of today; they are given per share of their day.
 *
 * @param chart reaching from the window's begin until now, so that every later split is among its events
 */
export function readActions(chart: Chart, asked: ActionsAsked): Told<AnnouncedAction> {
  const splits = readSplits(chart, asked);
  if (splits.findings.length > 0) {
    const detail = "A split cannot be read, so that no dividend before it could be told rightly.";
    return { facts: [], findings: [...splits.findings, remark(asked, "left-out", detail)] };
  }
  const dividends = readDividends(chart, splits.facts, asked);
  const isWished = ({ exOn }: { exOn: string }) => exOn >= asked.fromDay && exOn <= asked.toDay;
  return {
    facts: [
      ...splits.facts.filter(isWished).map(({ exOn, ratio }) => actionOf(asked, "split", exOn, { ratio })),
      ...dividends.facts.filter(isWished),
    ],
    findings: [...splits.findings, ...dividends.findings],
  };
}

function readDividends(chart: Chart, splits: readonly Split[], asked: ActionsAsked): Told<AnnouncedAction> {
  const events = Object.values(chart.events?.dividends ?? {});
  if (events.length > 0 && chart.meta.currency !== "USD") {
    const currency = chart.meta.currency ?? "no named currency";
    const detail = `Dividends are told in ${currency} (${events.length} of them); amounts here are in USD.`;
    return { facts: [], findings: [remark(asked, "left-out", detail)] };
  }
  const told: Told<AnnouncedAction> = { facts: [], findings: [] };
  for (const event of events) {
    const read = DividendEvent.safeParse(event);
    if (!read.success) told.findings.push(unreadable(asked, "dividend", read.error));
    else {
      const { day } = localTime(read.data.date, chart.meta.exchangeTimezoneName);
      const amount = dividendThen(read.data.amount, sharesSince(day, splits));
      if (read.data.date <= Date.parse(asked.receivedAt))
        told.facts.push(actionOf(asked, "dividend", day, { amount }));
    }
  }
  return told;
}

const actionOf = (
  asked: ActionsAsked,
  kind: "split" | "dividend",
  exOn: string,
  size: { ratio?: number; amount?: number },
): AnnouncedAction => ({
  symbol: asked.symbol,
  kind,
  exOn,
  ratio: size.ratio ?? null,
  amount: size.amount ?? null,
  newSymbol: null,
  payOn: null,
  knownAt: instant(instantOf({ day: exOn, minute: 0 }, "America/New_York")),
  source: asked.source,
  collector: COLLECTOR,
});

const unreadable = (asked: ActionsAsked, noun: string, error: z.ZodError): Finding =>
  remark(asked, "unreadable", `A ${noun} cannot be read: ${whyNot(error)}.`);

const remark = (asked: ActionsAsked, check: "unreadable" | "left-out", detail: string): Finding =>
  finding(
    {
      check,
      severity: check === "unreadable" ? "error" : "info",
      topic: "actions",
      subject: asked.symbol,
      detail,
    },
    asked,
  );
