import { quadraticForm } from "#core/metrics";
import type { Signal } from "#core/model";
import { type BlackLittermanPrior, impliedReturns, type View } from "./black-litterman.ts";
import type { Universe } from "./universe.ts";

/** A full-strength signal moves the expected yearly return by so much of the asset's volatility. */
const STRETCH = 0.25;
/** No signal is surer than this, however it was made. */
const MOST_CONFIDENCE = 0.95;

/**
 * Views for Black–Litterman from signals: direction and strength say how far the return lies from what the market
 * implies, confidence how much the view weighs against it (0.5: as much as the prior itself). Neutral, expired and
 * foreign signals, and those without confidence, are no views.
 *
 * @param asOf the instant of the decision; signals not yet known or expired then are left out
 * @source R. Grinold, "Alpha is Volatility Times IC Times Score", Journal of Portfolio Management 20(4), 1994; the
 * variance: T. Idzorek, "A Step-by-Step Guide to the Black-Litterman Model", 2005, in the closed form of J. Walters
 */
export function signalViews(
  { symbols, covariance }: Universe,
  prior: BlackLittermanPrior,
  signals: readonly Pick<
    Signal,
    "symbol" | "direction" | "strength" | "confidence" | "knownAt" | "expiresAt"
  >[],
  asOf: string,
): View[] {
  const implied = impliedReturns(covariance, prior);
  return signals.flatMap(({ symbol, direction, strength, confidence, knownAt, expiresAt }) => {
    const asset = symbols.indexOf(symbol);
    const isLive = knownAt <= asOf && asOf < expiresAt;
    if (asset < 0 || !isLive || direction === "neutral" || !(confidence > 0) || !(strength > 0)) return [];
    const picks = Float64Array.from(symbols, (_, k) => (k === asset ? 1 : 0));
    const variance = quadraticForm(covariance, picks);
    const sign = direction === "bullish" ? 1 : -1;
    const trust = Math.min(confidence, MOST_CONFIDENCE);
    return [
      {
        picks,
        expected: (implied[asset] as number) + sign * strength * STRETCH * Math.sqrt(variance),
        variance: ((1 - trust) / trust) * prior.tau * variance,
      },
    ];
  });
}
