/** What no agent may do and what the desk cannot do: the honest answer, with who does it and where. */
export const REFUSALS: Readonly<Record<string, string>> = {
  approve:
    "I cannot approve or decline, and neither can whoever asked for the order. **Other people decide** on the Approvals page or on the card in Slack. Ask `what is waiting for approval` to see what is there.",
  agree:
    "I have no question open that a yes would answer, so I did nothing. Say what you want, with a size for an order, for example `buy 3 Apple`.",
  cancel:
    "I cannot cancel or undo an order: it may be somebody's protection. An open order is canceled with the button beside it on the **Portfolio** page; a proposal that still waits can be declined on the **Approvals** page, or simply expires. Nothing was changed.",
  limits:
    "I cannot loosen a limit. **It takes two risk-admins** who ask for the same change, with a reason, by the operation `loosenLimits`; what can be loosened by a chat would not be a limit. Tightening is open to you: `tighten max order to $2,000`. Ask `what are my limits` to see those in force.",
  resume:
    "I cannot resume trading. A person with the risk-admin role does that with the trading switch at the top of the page, with a reason; the desk then only reduces positions for a while.",
  halt: "To stop trading now, say `halt everything`, press **Halt** at the top of the page, or use `/halt` in Slack; anyone with a seat may. I took this for a question, so trading goes on.",
  override:
    "No. The gates and approvals cannot be skipped, split around or forced, by me or by anyone: every order is judged again at the moment it is placed, and the database refuses one that was not cleared. Ask `what are my limits` to see what would fit.",
  guarantee:
    "Nobody can promise a gain, and I would not trust anyone who does. I can replay a rule on past bars and say how much of its result luck explains.",
  transfer:
    "I cannot move money in or out of the account; no part of this desk can. It proposes, judges and explains trades on PAPER.",
  predict:
    "I cannot foretell prices. I can show how it moved so far, what the news signals say, or replay a rule on past bars: for example `backtest a 20/50 cross on Apple`.",
  advice:
    "I do not give advice on what to buy or sell. I can show the price, the history, the news signals and a backtest, and judge an order you decide on against the limits.",
  short:
    "Short selling is off on this desk: a sale is at most what is held. I can sell what the account has, or backtest a rule that goes to cash.",
  conditional:
    "I cannot hold an order back until something happens, repeat one, or keep alarms. What guards a price is a stop, and that I can propose: `buy 10 MSFT with a stop 4% below`, or `put a trailing stop of 3% on my NVDA`.",
  derivatives:
    "This desk trades shares and one index tracker only: no options, futures, crypto, currencies, bonds, margin or leverage. Ask `what can I trade` for the list.",
  hedge:
    "I cannot hedge or build a portfolio from nothing. I can `rebalance to risk parity with at most 10% turnover`, say what the biggest risk is, and propose each buy or sale you name.",
  secrets:
    "I have no keys, passwords or hidden settings to show, and I would not repeat them if I had. The operator works by rules that are part of the code; `help` shows what they understand.",
  people: "I cannot add or change people. An admin invites them on the **People** page.",
  abuse:
    "I am sorry this did not help. Tell me in one plain sentence what you want to see, or ask for `help`.",
  other:
    "That is outside this desk's work. I know markets, strategies, orders and the reasons for them; `help` shows examples.",
};
