/** What words of risk and execution mean on this desk; asked before the general ones. No figure stands in them. */
export const RISK_MEANINGS: readonly (readonly [RegExp, string])[] = [
  [
    /\btwap|\btime[- ]weighted/,
    "**TWAP**: a large order worked evenly over time, in slices a little irregular in size and moment so that they cannot be foreseen. Each slice passes every gate again. Say `sell half of NVDA by TWAP over an hour`.",
  ],
  [
    /\bvwap|\bvolume[- ]weighted/,
    "**VWAP**: a large order worked along the usual volume of the day, so that more is traded when the market trades more. A cap keeps it to a share of the volume.",
  ],
  [
    /\bice-?berg/,
    "**Iceberg**: a large order of which only a part is shown at a time; when that part has traded, the next is shown.",
  ],
  [
    /\brisk[- ]parity|\bequal risk/,
    "**Risk parity**: weights under which every holding brings the same share of the portfolio's risk, so that calm assets weigh more than wild ones. It needs no forecast of returns.",
  ],
  [
    /\bhrp\b|\bhierarchical/,
    "**HRP**, hierarchical risk parity: assets that move alike are grouped, and risk is shared out group by group. It needs no forecast and no inverse of the covariance.",
  ],
  [
    /\bmin(?:imum)?[- ]variance/,
    "**Minimum variance**: the weights whose returns swing least. It needs no forecast of returns.",
  ],
  [
    /\brebalanc/,
    "**Rebalancing** trades holdings back to the weights that are wanted. Here it is one basket: all of its orders pass, or none.",
  ],
  [/\bturn-?over/, "**Turnover**: what is traded over what is held, purchases and sales both counted."],
  [
    /\b(?:expected shortfall|cvar)/,
    "**Expected shortfall**, or CVaR: the average loss of those days that are worse than the value at risk.",
  ],
  [
    /\bvar\b|\bvalue at risk/,
    "**Value at risk**: the loss of one day that is not exceeded with a named confidence. It says nothing of how bad the other days are; expected shortfall does. Ask `what is my VaR`.",
  ],
  [
    /\bstress/,
    "**Stress test**: what the holdings would lose if prices moved in a named way at once, such as a fall of the market or a jump in rates. Ask `what if the market drops 20%`.",
  ],
  [
    /\bbaskets?\b/,
    "**Basket**: several orders wished for as one. The gates judge them as a whole; one failing leg refuses all.",
  ],
  [/\btrailing/, "**Trailing stop**: a stop that follows the best price at a distance, and never goes back."],
  [
    /\bbracket|\boco\b/,
    "**Bracket**: an entry with a target above and a stop below it; when one of the two trades, the other is canceled (OCO).",
  ],
  [
    /\bstop[- ]limit|\bstop[- ]?loss|\bstops?\b(?=.*\border|[?.! ]*$)/,
    "**Stop**: an order that sleeps until the price reaches it. The desk sends it with a worst price, so in a gap it may not fill.",
  ],
  [
    /\bgtc\b|\bgood[- ]till/,
    "**Good till canceled**: the order stays until it fills or somebody cancels it; a day order ends with the session.",
  ],
  [
    /\bshortfall/,
    "**Implementation shortfall**: what an order cost against the price at which it was decided, with fees and with what did not trade.",
  ],
];
