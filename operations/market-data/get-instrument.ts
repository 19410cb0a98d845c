import { z } from "zod";
import { Freshness } from "#core/market-data";
import { AnnouncedAction, Day, Instant, Instrument, InstrumentSymbol, Profile } from "#core/model";
import { loadProfile, resolveSymbol, symbolHistory } from "#db";
import { defineOperation } from "../operation.ts";
import { actionsOf } from "./collect-bars.ts";
import { requireInstrument, unknownInstrument } from "./instruments.ts";
import { freshnessAt, momentOf, readAt } from "./moment.ts";

export const getInstrument = defineOperation({
  name: "getInstrument",
  summary:
    "Tells who an instrument is as known at an instant: profile, identifiers, and the symbols it went by. An old symbol finds the company of today.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).describe("Ticker, also a former one, or company name"),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
  }),
  output: z.object({
    symbol: InstrumentSymbol,
    instrument: Instrument.nullable().describe("As the catalogue of this desk has it; null when it does not"),
    profile: Profile.nullable().describe("As a vendor tells it"),
    symbols: z.array(
      z.object({ symbol: z.string(), since: Day.nullable().describe("Null for the first that is known") }),
    ),
    freshness: Freshness,
  }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const { asOf } = moment;
    const asked = InstrumentSymbol.safeParse(input.symbol).data;
    const renamed = asked && (await resolveSymbol(ctx.db, asked, asOf));
    const instrument = ctx.market.resolve(renamed && renamed !== asked ? renamed : input.symbol) ?? null;
    const symbol = instrument?.symbol ?? renamed;
    const profile = symbol
      ? await readAt(ctx, moment, ["profiles", symbol], "reference", () =>
          loadProfile(ctx.db, { symbol, asOf }),
        )
      : null;
    // What neither the catalogue nor a vendor knows is no instrument.
    if (!symbol || (!instrument && !profile)) throw unknownInstrument(ctx, input.symbol);
    return {
      symbol,
      instrument,
      profile,
      symbols: await symbolHistory(ctx.db, symbol, asOf),
      freshness: freshnessAt(
        ctx,
        moment,
        { kind: "occasional" },
        profile && { ...profile, occurredAt: profile.knownAt },
      ),
    };
  },
  run: async ({ prepared }) => prepared,
});

export const listActions = defineOperation({
  name: "listActions",
  summary:
    "Lists what an issuer did to its shares as announced by an instant: splits, dividends, symbol changes, spin-offs, mergers, delistings; newest ex-day first.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).describe("Ticker or company name"),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
  }),
  output: z.object({ symbol: InstrumentSymbol, actions: z.array(AnnouncedAction), freshness: Freshness }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const { symbol } = requireInstrument(ctx, input.symbol);
    const actions = await actionsOf(ctx, moment, symbol);
    const newest = actions.at(-1);
    return {
      symbol,
      actions: actions.toReversed(),
      freshness: freshnessAt(
        ctx,
        moment,
        { kind: "occasional" },
        newest && { ...newest, occurredAt: newest.knownAt },
      ),
    };
  },
  run: async ({ prepared }) => prepared,
});
