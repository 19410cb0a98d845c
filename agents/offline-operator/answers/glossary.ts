import { RISK_MEANINGS } from "./risk-glossary.ts";

/** What words of the trade mean on this desk. The first that fits decides; no figure stands in them. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  ...RISK_MEANINGS,
  [
    /\bdeflated|\bluck|overfit|curve[- ]?fit|snooping/,
    "**Overfitting** is finding the parameters that fit the noise of the past. A search over many combinations always finds something; the deflated view asks what Sharpe ratio the best of so many worthless trials would show by luck, and the unseen part of the history tells whether the winner's was more than that.",
  ],
  [
    /\bsharpe/,
    "**Sharpe ratio**: average return divided by how much returns swing, per year. Higher is better, and a short history or a long search makes it look better than it is.",
  ],
  [/\bsortino/, "**Sortino ratio**: like the Sharpe ratio, but only downward swings count as risk."],
  [
    /\bdrawdown/,
    "**Drawdown**: the fall from the account's highest point so far to where it stands, as a share of that high. The deepest one says what you would have had to sit through.",
  ],
  [
    /\bslippage/,
    "**Slippage**: how much worse than the quoted price an order fills, in basis points of its value. Backtests here charge it on every fill.",
  ],
  [/\bbps|\bbasis/, "**Basis point (bps)**: a hundredth of one percent."],
  [
    /\b(?:sma|moving average|cross|golden|death)/,
    "**SMA cross**: hold while the fast average of closes is above the slow one, otherwise stay in cash. A golden cross is the fast average rising above the slow one. Ask `list strategies` for its parameters.",
  ],
  [
    /\b(?:sentiment|signals?)\b/,
    "**Signal**: a dated view on one instrument, with direction, strength and the articles it rests on. The sentiment rule holds while the fading sum of recent signals is above a threshold. A signal is never an order.",
  ],
  [
    /\bapprovals?\b|\bfour eyes/,
    "**Approval**: another person's yes to exactly one order. It is needed above a size, and always when outside text is among the causes; whoever asked cannot give it, and it expires. Ask `what are the approval limits` for the figures.",
  ],
  [
    /\bgates?\b|\bverdict|\bcheck/,
    "**Gate**: one risk control. Every order is judged by all of them, twice: when proposed, and again when placed. Any doubt refuses.",
  ],
  [
    /\bhalt/,
    "**Halt**: stops all trading at once. Say `halt everything`, or press Halt at the top of the page; only a risk-admin resumes.",
  ],
  [
    /\bbacktest/,
    "**Backtest**: a rule replayed over past bars with the desk's own order path, filled at the next open with costs. It shows what would have happened, not what will.",
  ],
  [
    /\b(?:tun|sweep|grid|optimis)/,
    "**Tuning** tries a grid of parameters on the first part of the history, then runs the winner once on the rest, which it never saw, and says how much luck alone would explain.",
  ],
  [
    /\blimit order|\blimit price/,
    "**Limit order**: buys at no more, or sells at no less, than the price you name. It may not fill.",
  ],
  [
    /\bmarket order/,
    "**Market order**: fills at the going price. The desk still sends it with a protective limit.",
  ],
  [
    /\blimits?\b/,
    "**Limit**: a figure no order may exceed. Anyone with the role may tighten one; loosening takes two risk-admins. Ask `what are my limits`.",
  ],
  [
    /\bbid|\bask\b|\bspread/,
    "**Bid and ask**: the best price someone pays, and the best price someone sells at. The gap between them is the spread.",
  ],
  [/\bvolatility/, "**Volatility**: how much returns swing, per year."],
  [/\bexposure/, "**Exposure**: the market value at risk. Gross adds longs and shorts; net subtracts them."],
  [/\bbuying power/, "**Buying power**: cash that is not promised to open orders."],
  [
    /\bpnl|\bprofit/,
    "**P&L**: profit and loss. Realised is what closed trades made; unrealised is what open positions would make at the current mark.",
  ],
  [/\bfills?\b|\bexecution/, "**Fill**: part or all of an order, traded."],
  [
    /\bequity/,
    "**Equity**: what the account is worth, cash plus positions. The equity curve is that value over time.",
  ],
  [/\bnotional/, "**Notional**: quantity times price; at worst, quantity times the limit price."],
  [
    /\bpaper|\bsimulated|\bsample|\bsources?\b|\bdata/,
    "**PAPER** means no real money moves. **Sample** prices are a recording of real ones; **simulated** prices are made up by the desk's own market, whatever name they carry. Each number here says which it is.",
  ],
  [
    /\bproposal|\bticket/,
    "**Proposal**: an order somebody wishes for. It becomes an order only after the gates, and where needed people, said yes.",
  ],
  [
    /\bmemor/,
    "**Memory**: what you asked me to keep. It is a hint for answers; no gate reads it. `what do you remember` lists it, `forget` removes it for good.",
  ],
  [/\bpositions?\b/, "**Position**: what the fills in one instrument add up to."],
  [/\borders?\b/, "**Order**: what was sent to the broker after the gates and people said yes."],
  [
    /\bbars?\b|\bohlc|\bcandle/,
    "**Bar**: open, high, low, close and volume of one instrument over one interval.",
  ],
];

/** The meaning of the word asked about; nothing when it is none of the desk's. */
export const meaningOf = (text: string): string | undefined =>
  MEANINGS.find(([pattern]) => pattern.test(text.toLowerCase()))?.[1];
