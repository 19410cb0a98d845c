import { z } from "zod";
import { COVARIANCE_METHODS } from "#core/metrics";
import { DecimalText, Instant, InstrumentSymbol, Source, TradingState } from "#core/model";
import { Shock } from "#core/risk";

/** Scenarios of one question; the standing ones come on top. */
const MAX_SCENARIOS = 10;
const MAX_SHOCKS = 20;

export const RiskReportRequest = z.strictObject({
  account: z.string().min(1).max(64).default("paper"),
  confidence: z
    .number()
    .min(0.8)
    .max(0.999)
    .default(0.99)
    .describe("Of the value at risk that is split by position; 95 % and 99 % are always told too"),
  windowDays: z.number().int().min(10).max(2_520).default(250).describe("Trading days looked back on"),
  covariance: z.enum(COVARIANCE_METHODS).default("ledoit-wolf"),
  asOf: Instant.optional().describe(
    "Only bars known by then are seen; now when left out. The positions are always today's",
  ),
  participation: z
    .number()
    .min(0.001)
    .max(1)
    .default(0.1)
    .describe("Share of the daily volume that selling may take: 0.1 is 10 %"),
  scenarios: z
    .array(z.strictObject({ name: z.string().min(1).max(80), shocks: z.array(Shock).min(1).max(MAX_SHOCKS) }))
    .max(MAX_SCENARIOS)
    .default([])
    .describe("Scenarios of your own beside the standing ones; symbols may be company names"),
});
export type RiskReportRequest = z.infer<typeof RiskReportRequest>;

const share = z.number().nullable().describe("Of equity; null where equity is not above 0");

const Line = z.object({
  name: z.string(),
  gross: DecimalText,
  net: DecimalText,
  grossOfEquity: share,
  netOfEquity: share,
});

const RiskFigure = z.object({
  method: z.enum(["historical", "parametric", "monte-carlo"]),
  confidence: z.number(),
  varUsd: z.number().nullable().describe("Loss of one day not exceeded with that confidence"),
  cvarUsd: z.number().nullable().describe("Mean loss of the days beyond it"),
  varOfEquity: share,
  cvarOfEquity: share,
  standardErrorUsd: z.number().nullable().describe("Of a Monte-Carlo figure, from its number of draws"),
  missing: z.string().nullable().describe("Why there is no figure"),
});

const TailRiskReport = z.object({
  horizonDays: z.literal(1),
  windowDays: z.number().int().describe("Asked for"),
  observations: z.number().int().describe("Daily returns used"),
  from: z.string().nullable(),
  to: z.string().nullable(),
  covariance: z.object({ method: z.enum(COVARIANCE_METHODS), note: z.string() }).nullable(),
  draws: z.number().int().describe("Of the Monte-Carlo figures"),
  seed: z.string(),
  figures: z.array(RiskFigure),
  componentConfidence: z.number(),
  components: z
    .array(
      z.object({
        symbol: InstrumentSymbol,
        varUsd: z.number().describe("Part of the parametric value at risk; the parts add up to the whole"),
        share: z.number().describe("Of the whole"),
        marginal: z.number().describe("Change of the value at risk per dollar added"),
      }),
    )
    .describe("Largest first"),
});

export const RiskReport = z.object({
  account: z.string(),
  asOf: Instant,
  tradingState: TradingState,
  equity: DecimalText,
  basis: z.string().describe("What counts as held"),
  sources: z.array(Source).describe("Of the prices behind the figures"),
  exposures: z.object({
    total: Line,
    bySymbol: z.array(Line),
    bySector: z.array(Line),
    byCurrency: z.array(Line),
    byOrigin: z.array(Line).describe("By who wished for it: a person, an agent for one, or a named strategy"),
    factors: z.array(
      z.object({
        factor: z.enum(["market beta", "momentum", "size"]),
        value: z.number().nullable(),
        meaning: z.string().describe("What the value is, or why there is none"),
      }),
    ),
    concentration: z.object({
      largest: z.array(z.object({ symbol: InstrumentSymbol, value: DecimalText, ofEquity: share })),
      topFiveOfEquity: share,
      herfindahl: z.number().describe("1 is a single name, 1/n is n equal ones"),
    }),
  }),
  tailRisk: TailRiskReport,
  stress: z
    .array(
      z.object({
        name: z.string(),
        assumption: z.string(),
        lossUsd: z.number().describe("Positive is a loss"),
        ofEquity: share,
        positions: z.array(
          z.object({ symbol: InstrumentSymbol, lossUsd: z.number(), change: z.number(), ofEquity: share }),
        ),
      }),
    )
    .describe("The worst first"),
  liquidity: z.object({
    participation: z.number(),
    days: z.number().nullable().describe("Trading days until all is sold"),
    positions: z.array(
      z.object({
        symbol: InstrumentSymbol,
        quantity: z.number(),
        averageVolume: z.number().nullable(),
        days: z.number().nullable(),
      }),
    ),
  }),
  warnings: z.array(z.string()),
});
export type RiskReport = z.infer<typeof RiskReport>;
