/** What the gate asks for. The same for every strategy and every desk: a limit that bends is none. */
export const PROMOTION_LIMITS = Object.freeze({
  /** Trades out of sample; fewer tell nothing. */
  outOfSampleTrades: 30,
  /** Probability that the Sharpe ratio is above what luck gives so many trials, at least. */
  deflatedSharpe: 0.95,
  /** Probability of overfitting, at most: from a half on, choosing was a coin toss. */
  overfitProbability: 0.5,
  /** Days on paper before money is put in. */
  paperDays: 30,
  /** Bars from a decision to its fill. */
  fillDelayBars: 1,
});
