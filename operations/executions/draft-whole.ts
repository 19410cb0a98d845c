import type { OrderProposal } from "#core/model";
import type { Transaction } from "#db";
import type { Context } from "../context.ts";
import { OrderDraft } from "../orders/order-draft.ts";
import { draftProposal } from "../orders/propose-order.ts";
import type { ExecutionDraft, SettledDraft } from "./execution-draft.ts";

/**
 * The whole as one proposal: what the gates judge and people approve. Its price is the worst any slice may trade at,
 * so that its worst notional is that of all slices together.
 */
export async function draftWhole(
  tx: Transaction,
  ctx: Context,
  input: ExecutionDraft,
  settled: SettledDraft,
): Promise<OrderProposal> {
  const { account, symbol, side, causedBy } = input;
  const { instrument, quote, quantity, limitPrice, referencePrice } = settled;
  const draft = OrderDraft.parse({
    account,
    symbol,
    side,
    quantity,
    type: "limit",
    limitPrice,
    rationale: [inWords(input, settled), input.rationale].filter(Boolean).join(" "),
    causedBy,
  });
  return draftProposal(tx, ctx, draft, {
    instrument,
    quote,
    priced: { referencePrice, limitPrice },
    quantity,
  });
}

/** How it is worked, for whoever approves it. */
function inWords(
  { algorithm }: ExecutionDraft,
  { parameters, maxSliceQuantity, window }: SettledDraft,
): string {
  const until = new Date(window.endsAt).toISOString().slice(0, 16).replace("T", " ");
  const way =
    algorithm === "iceberg"
      ? `ICEBERG showing at most ${maxSliceQuantity} at a time`
      : `${algorithm.toUpperCase()} in ${parameters.slices} slices of at most ${maxSliceQuantity}`;
  return `Worked as ${way}, until ${until} UTC.`;
}
