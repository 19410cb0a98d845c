import {
  CalendarResult as Calendar,
  type CalendarResult,
  IndicatorResult as Indicator,
  type IndicatorResult,
  KnownResult as Known,
  type KnownResult,
  QualityResult as Quality,
  type QualityResult,
} from "../planning/data-results.ts";
import type { Request } from "../understanding/request.ts";
import { calendarWords } from "./calendar.ts";
import { warningsOf } from "./comparisons.ts";
import { day, minute, percent, unmark } from "./format.ts";
import { guessNote, knownByNote, named } from "./market.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

const MOST_FINDINGS = 5;
/** A figure that is a share of something is compared by its value, not by its growth. */
const IS_RATE = /\bpercent\b|%/i;

const indicator: Wording = (request, progress) =>
  paragraphs(
    ...(request.slots.indicators ?? []).map((_, index) =>
      toldBy(progress, `get_indicator-${index}`, Indicator, indicatorWords),
    ),
    knownByNote(request),
  );

function indicatorWords({ series, latest, vintages, nextRelease, freshness }: IndicatorResult): string {
  if (!latest || latest.value === null)
    return paragraphs(
      `No value of **${series.title}** (${series.id}) is held for that time.`,
      freshness.warning ?? "",
    );
  const grown =
    latest.changeOnYear !== null && !IS_RATE.test(series.units)
      ? `, ${percent(Math.abs(latest.changeOnYear))} ${latest.changeOnYear < 0 ? "less" : "more"} than a year before`
      : "";
  const [first, ...revisions] = vintages;
  return paragraphs(
    `**${series.title}** (${series.id}) was **${latest.value}** (${series.units}) for the period from ${latest.periodOn}${grown}. It was published ${minute(latest.publishedAt)}; ${series.source} data from ${series.collector}.`,
    first && revisions.length > 0 && first.value !== latest.value
      ? `It was first told as ${first.value ?? "missing"} on ${first.vintageOn} and has been revised since.`
      : "It has not been revised so far.",
    nextRelease
      ? `The next figures come out ${nextRelease.isTimeKnown ? minute(nextRelease.occurredAt) : `on ${day(nextRelease.occurredAt)}`} (${nextRelease.name}).`
      : "When the next figures come out is not known here.",
    freshness.warning ?? "",
  );
}

const calendar: Wording = (request, progress) =>
  paragraphs(
    guessNote(request),
    toldBy(progress, "get_calendar", Calendar, (told: CalendarResult) =>
      calendarWords(request, told, progress.now),
    ),
    knownByNote(request),
  );

const quality: Wording = (request, progress) =>
  paragraphs(
    guessNote(request),
    ...(request.slots.symbols ?? []).map((_, index) =>
      toldBy(progress, `get_data_quality-${index}`, Quality, qualityWords),
    ),
    knownByNote(request),
  );

function qualityWords({ symbol, interval, says, gaps, findings, freshness }: QualityResult): string {
  const serious = findings.filter(({ severity }) => severity !== "info").slice(0, MOST_FINDINGS);
  return paragraphs(
    `${named(symbol)}, ${interval} bars, ${freshness.source ?? "no"} data${freshness.collector ? ` from ${freshness.collector}` : ""}. ${says}`,
    gaps.length > 0 &&
      `Missing: ${gaps
        .slice(0, MOST_FINDINGS)
        .map(({ from, to, bars }) =>
          bars === 1 ? day(from) : `${bars} bars from ${day(from)} to ${day(to)}`,
        )
        .join("; ")}${gaps.length > MOST_FINDINGS ? " and more" : ""}.`,
    serious.map(({ check, detail }) => `- ${check}: ${unmark(detail)}`).join("\n"),
    gaps.length > 0 && hint("Gaps are closed by a backfill on the command line."),
  );
}

const known: Wording = (request, progress) =>
  paragraphs(
    guessNote(request),
    ...(request.slots.symbols ?? []).map((_, index) =>
      toldBy(progress, `known_about-${index}`, Known, (told) => knownWords(request, told)),
    ),
  );

function knownWords(request: Request, { symbol, asOf, facts, freshness }: KnownResult): string {
  const { slots } = request;
  const when = slots.asOf
    ? `was known of ${named(symbol)} at ${minute(asOf)}`
    : `is known of ${named(symbol)}`;
  if (facts.length === 0) return `Nothing ${when}.`;
  const hasNews = facts.some(({ topic }) => topic === "news");
  return paragraphs(
    `This ${when}, last learned first:`,
    facts
      .map(
        ({ topic, says, knownAt, source, collector }) =>
          `- ${minute(knownAt)}, ${topic}: ${topic === "news" ? `“${unmark(says)}”` : unmark(says)} (${source}${collector ? `, ${collector}` : ""})`,
      )
      .join("\n"),
    slots.asOf ? "" : knownByNote(request),
    warningsOf([{ freshness }]),
    hasNews &&
      hint(
        "From here on, any order proposed in this conversation needs two other people, because outside text was read.",
      ),
  );
}

export const DATA_WORDINGS = { indicator, calendar, quality, known };
