import { z } from "zod";
import { closeOf, Freshness, nyseDay, openOf, sessionsBetween } from "#core/market-data";
import { AnnouncedAction, Day, EarningsDate, Instant, InvalidInputError, Release } from "#core/model";
import { loadActionsBetween, loadEarnings, loadReleases } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { requireInstrument } from "./instruments.ts";
import { freshnessAt, momentOf } from "./moment.ts";

const DAY_MS = 86_400_000;
const MAX_DAYS = 400;
/** Days shown where no end is asked for. */
const USUAL_DAYS = 14;
/** Entries of a kind. */
const MOST = 1_000;

export const getCalendar = defineOperation({
  name: "getCalendar",
  summary:
    "Tells what is on between two days: sessions of the New York Stock Exchange with their hours, economic releases, earnings and ex-days, as they were known at an instant.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    from: Day.optional().describe("Today in UTC when left out"),
    to: Day.optional().describe("Two weeks after from when left out"),
    symbols: z
      .array(z.string().min(1).max(80))
      .max(20)
      .default([])
      .describe("Whose earnings and ex-days; those of all when empty"),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
  }),
  output: z.object({
    asOf: Instant,
    from: Day,
    to: Day,
    sessions: z.array(z.object({ day: Day, opensAt: Instant, closesAt: Instant, isHalfDay: z.boolean() })),
    closures: z.array(z.object({ day: Day, reason: z.string() })).describe("Weekdays without a session"),
    releases: z.array(Release),
    earnings: z.array(EarningsDate),
    actions: z.array(AnnouncedAction),
    freshness: Freshness,
  }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const from = input.from ?? moment.asOf.slice(0, 10);
    const to = input.to ?? dayAfter(from, USUAL_DAYS);
    assertWindow(from, to);
    const symbols = input.symbols.map((text) => requireInstrument(ctx, text).symbol);
    const told = await toldBetween(ctx, { from, to, symbols, asOf: moment.asOf });
    return {
      asOf: moment.asOf,
      from,
      to,
      sessions: sessionsBetween(from, to).map((day) => ({
        day,
        opensAt: openOf(day),
        closesAt: closeOf(day),
        isHalfDay: nyseDay(day).kind === "half",
      })),
      closures: closuresBetween(from, to),
      ...told,
      freshness: freshnessAt(ctx, moment, { kind: "occasional" }, null),
    };
  },
  run: async ({ prepared }) => prepared,
});

async function toldBetween(
  ctx: Context,
  { from, to, symbols, asOf }: { from: string; to: string; symbols: string[]; asOf: Instant },
) {
  const window = { from: `${from}T00:00:00.000Z`, to: `${to}T23:59:59.999Z`, asOf, limit: MOST };
  const wanted = symbols.length > 0 ? symbols : undefined;
  return {
    releases: await loadReleases(ctx.db, window),
    earnings: await loadEarnings(ctx.db, { ...window, symbols: wanted }),
    actions: toldOnce(await loadActionsBetween(ctx.db, { asOf, fromDay: from, toDay: to, symbols: wanted })),
  };
}

/** What several vendors tell alike stands once, as the first of them tells it; where they differ, each stands. */
function toldOnce(actions: readonly AnnouncedAction[]): AnnouncedAction[] {
  const once = new Map<string, AnnouncedAction>();
  for (const action of actions) {
    const { symbol, kind, exOn, ratio, amount, newSymbol } = action;
    const key = [symbol, kind, exOn, ratio, amount, newSymbol].join("|");
    if (!once.has(key)) once.set(key, action);
  }
  return [...once.values()];
}

function closuresBetween(from: string, to: string) {
  const closures: { day: string; reason: string }[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) {
    const { kind, reason } = nyseDay(day);
    if (kind === "closed" && reason !== "weekend") closures.push({ day, reason });
  }
  return closures;
}

function assertWindow(from: string, to: string): void {
  if (from <= to && (Date.parse(to) - Date.parse(from)) / DAY_MS <= MAX_DAYS) return;
  throw new InvalidInputError({
    what: `The days from ${from} to ${to} cannot be shown.`,
    why: from > to ? "They end before they begin." : `A calendar shows at most ${MAX_DAYS} days.`,
    fix: "Give a from that is not after to, and fewer days.",
  });
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
