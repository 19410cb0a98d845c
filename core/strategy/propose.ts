import { type DecimalText, decimal, type Position, type Signal, toText } from "#core/model";
import { signedStrength } from "./generators/news-sentiment.ts";

/** An order a strategy would like, before anything has judged it. */
export interface DraftOrder {
  symbol: string;
  side: "buy" | "sell";
  quantity?: DecimalText;
  notionalUsd?: DecimalText;
  rationale: string;
  causedBy: string[];
}

export interface ProposalFacts {
  signal: Signal;
  position: Pick<Position, "quantity"> | null;
  /** What one opening order may cost, USD. */
  budgetUsd: DecimalText;
  /** ISO instant. */
  now: string;
}

/** Weighted strength a signal needs to be acted on. */
const ACT_ABOVE = 0.25;

/** What a fresh signal asks for: buy a little on good news when flat, get out on bad news when long; or nothing. */
export function proposeFromSignal({ signal, position, budgetUsd, now }: ProposalFacts): DraftOrder | null {
  const strength = signedStrength(signal);
  if (signal.expiresAt <= now || Math.abs(strength) < ACT_ABOVE) return null;
  const held = decimal(position?.quantity ?? "0");
  const because =
    `News-sentiment signal ${signal.direction}, weighted strength ${strength.toFixed(2)}. ${signal.rationale}`.slice(
      0,
      600,
    );
  const common = { symbol: signal.symbol, rationale: because, causedBy: [signal.id, ...signal.evidenceIds] };
  if (strength > 0 && held.eq("0")) return { ...common, side: "buy", notionalUsd: budgetUsd };
  if (strength < 0 && held.gt("0")) return { ...common, side: "sell", quantity: toText(held) };
  return null;
}
