import {
  lotsOf,
  quantityOf,
  type Slice,
  twapPlan,
  volumeCurve,
  vwapPlan,
  type Window,
} from "#core/execution";
import { randomOf } from "#core/market-data";
import {
  type Bar,
  type DecimalText,
  type ExecutionAlgorithm,
  type ExecutionParameters,
  type PlannedSlice,
  statisticFromDecimal,
} from "#core/model";
import type { Context } from "../context.ts";

const DAY_MS = 86_400_000;
/** Days the usual volume is taken from, and calendar days that surely hold them. */
const CURVE_DAYS = 5;
const MAX_LOOK_BACK = 9;

export interface PlanRequest {
  algorithm: ExecutionAlgorithm;
  parameters: ExecutionParameters;
  quantity: DecimalText;
  lot: DecimalText;
  maxSliceQuantity: DecimalText;
  window: Window;
  /** The execution's id: the same one always has the same plan. */
  seed: string;
  /** Minute bars of the same stretch of time on earlier days; a vwap needs them. */
  history: readonly Bar[];
}

/**
 * The slices of an execution. An iceberg has none: each is decided when the one before has traded.
 *
 * @throws InvalidInputError when a vwap does not fit into the volume
 */
export function planExecution(request: PlanRequest): PlannedSlice[] {
  const { algorithm, parameters, quantity, lot, window } = request;
  if (algorithm === "iceberg") return [];
  const plan = {
    lots: lotsOf(quantity, lot),
    slices: parameters.slices,
    maxLots: lotsOf(request.maxSliceQuantity, lot),
    window,
    jitter: parameters.jitter,
    random: randomOf(`${request.seed}|plan`),
  };
  const slices: Slice[] =
    algorithm === "twap"
      ? twapPlan(plan)
      : vwapPlan({
          ...plan,
          lotUnits: statisticFromDecimal(lot),
          maxParticipation: parameters.maxParticipation ?? 1,
          curve: volumeCurve(
            request.history.map(({ occurredAt, volume }) => ({ at: Date.parse(occurredAt), volume })),
          ),
        });
  return slices.map(({ dueAt, lots }, index) => ({
    seq: index + 1,
    dueAt: new Date(dueAt).toISOString(),
    quantity: quantityOf(lots, lot),
  }));
}

/** Minute bars of the window's hours on the last trading days before it, oldest first. */
export async function volumeHistory(ctx: Context, symbol: string, window: Window): Promise<Bar[]> {
  const asOf = ctx.clock.now().toISOString();
  const days: Bar[][] = [];
  for (let back = 1; back <= MAX_LOOK_BACK && days.length < CURVE_DAYS; back++) {
    const [from, to] = [window.startsAt, window.endsAt].map((at) =>
      new Date(at - back * DAY_MS).toISOString(),
    );
    const bars = await ctx.market.bars(symbol, "1m", from ?? asOf, to ?? asOf, asOf);
    if (bars.length > 0) days.unshift(bars);
  }
  return days.flat();
}
