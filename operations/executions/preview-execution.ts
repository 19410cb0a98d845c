import { z } from "zod";
import { expectedCost } from "#core/execution";
import {
  DecimalText,
  decimal,
  ExecutionAlgorithm,
  ExecutionParameters,
  ExpectedCost,
  Instant,
  InstrumentSymbol,
  NotFoundError,
  PlannedSlice,
  PositiveDecimalText,
  Side,
  Source,
  statisticFromDecimal,
  toText,
  Verdict,
} from "#core/model";
import { judge } from "#core/risk";
import { loadAccount } from "#db";
import { recentHistory } from "../market-data/recent-history.ts";
import { defineOperation } from "../operation.ts";
import { readHistoriesFor } from "../orders/current-quote.ts";
import { loadFacts } from "../orders/load-facts.ts";
import { draftWhole } from "./draft-whole.ts";
import { ExecutionDraft, settleDraft } from "./execution-draft.ts";
import { planExecution, volumeHistory } from "./plan-execution.ts";

/** How an order would be worked, what that is expected to cost, and what the gates would say of the whole. */
export const ExecutionPreview = z.object({
  account: z.string(),
  symbol: InstrumentSymbol,
  company: z.string(),
  side: Side,
  quantity: PositiveDecimalText,
  algorithm: ExecutionAlgorithm,
  parameters: ExecutionParameters,
  limitPrice: PositiveDecimalText,
  maxSliceQuantity: PositiveDecimalText,
  referencePrice: PositiveDecimalText,
  worstNotional: DecimalText.describe(
    "Quantity × limit price, USD: what decides how many people must approve",
  ),
  startsAt: Instant,
  endsAt: Instant,
  slices: z
    .array(PlannedSlice)
    .describe("An example: the real plan is drawn anew when it starts. Empty for an iceberg"),
  cost: ExpectedCost,
  verdict: Verdict.omit({ id: true, proposalId: true }).describe("Of the whole, now"),
  source: Source,
});
export type ExecutionPreview = z.infer<typeof ExecutionPreview>;

/** Share of a patient order that is expected to cross the spread in the end. */
const PATIENT_CROSSES = 0.5;

export const previewExecution = defineOperation({
  name: "previewExecution",
  summary:
    "Shows how an order would be worked in slices, what that is expected to cost, and what every risk gate would say of the whole now. Nothing is written down, proposed or placed.",
  scope: "orders:propose",
  effect: "read",
  input: ExecutionDraft,
  output: ExecutionPreview,
  prepare: async ({ ctx, input }) => {
    const settled = await settleDraft(ctx, input);
    const { symbol } = settled.instrument;
    await readHistoriesFor(ctx, input.account, [symbol]);
    const history = input.algorithm === "vwap" ? await volumeHistory(ctx, symbol, settled.window) : [];
    return { settled, history };
  },
  run: async ({ ctx, tx, input, prepared: { settled, history } }) => {
    const whole = await draftWhole(tx, ctx, input, settled);
    const account = await loadAccount(tx, input.account);
    if (!account) throw new NotFoundError("account", input.account, 'The account of this desk is "paper".');
    const { instrument, quote, window } = settled;
    const daily = recentHistory(ctx, instrument.symbol).facts;
    return {
      ...whole.terms,
      ...settled,
      company: instrument.name,
      algorithm: input.algorithm,
      worstNotional: toText(decimal(settled.quantity).times(decimal(settled.limitPrice))),
      startsAt: new Date(window.startsAt).toISOString(),
      endsAt: new Date(window.endsAt).toISOString(),
      slices: planExecution({ ...settled, algorithm: input.algorithm, seed: whole.id, history }),
      cost: expectedCost({
        quantity: statisticFromDecimal(settled.quantity),
        quote,
        crossing: input.urgency === "patient" ? PATIENT_CROSSES : 1,
        averageDailyVolume: daily?.averageVolume ?? null,
        dailyVolatility: daily?.dailyVolatility ?? null,
      }),
      verdict: judge(await loadFacts(tx, ctx, { proposal: whole, account }, quote)),
      source: quote.source,
    };
  },
});
