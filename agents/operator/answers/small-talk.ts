import type { Progress } from "../planning/next-action.ts";
import type { Request } from "../understanding/request.ts";

const HELP = [
  "I can look at the market and the account, test and tune strategies, propose orders, and explain what happened. For example:",
  '- "backtest a 20/50 SMA cross on the S&P 500 since 2010", then "and with 10 bps slippage?", then "tune it"',
  '- "put $5,000 in it", "buy 10 Apple", "sell all my NVDA"',
  '- "how are we doing?", "what is waiting for approval?", "what are my limits?"',
  '- "why did we buy?", "any news on Microsoft?", "remember that I prefer weekly bars"',
  "",
  "I never send, approve or cancel an order, and never change a limit: the gates judge every proposal, and people decide.",
].join("\n");

const PEOPLE_ONLY: Readonly<Record<string, string>> = {
  approve:
    "I cannot approve or decline orders: that is for people other than the one who asked. They decide on the Approvals page or on the card in Slack.",
  limits:
    "I cannot change limits. Anyone with a trader's role may tighten them, and two risk-admins together may loosen them, with the operations tightenLimits and loosenLimits. I can show you the limits in force.",
  resume:
    "I cannot resume trading. A risk-admin does that with a reason; the desk then only reduces positions for a while before it opens new ones.",
  bypass:
    "I cannot get round the gates, and neither can anyone else: every order is judged again at the moment it is placed, and the database refuses one that was not cleared.",
  cancel:
    "I cannot cancel orders. Cancel it on the Portfolio page, or with the operation cancelOrder; a proposal that still waits can be declined by anyone who may approve, you included.",
  halt: 'To stop trading now, press Halt at the top of the page, type just "halt" here, or use /halt in Slack. I do not do it on my own.',
};

const IMPOSSIBLE: Readonly<Record<string, string>> = {
  transfer:
    "I cannot move money in or out of the account. This desk only proposes, judges and explains trades.",
  forecast:
    "I cannot foretell prices, and I would not trust anyone who does. I can backtest a rule on history, show what the news says, or tell you what the account holds.",
  asset:
    "This desk trades shares, one ETF and the S&P 500 paper unit only: no options, futures, crypto, currencies or bonds, and no short selling.",
  smallTalk: "I am only good at this desk's work: markets, strategies, orders and the reasons for them.",
};

const QUESTIONS: Readonly<Partial<Record<string, (request: Request) => string>>> = {
  symbol: ({ intent }) =>
    intent === "propose"
      ? "Of which company? For example Apple, NVDA, or SPY for the S&P 500."
      : "Which instrument do you mean? For example the S&P 500, Apple or NVDA.",
  quantity: ({ slots }) =>
    slots.side === "sell"
      ? `How much ${slots.symbol ?? ""} should be sold? A number of shares, an amount in dollars, or "all".`
      : `How much ${slots.symbol ?? ""} should be bought? A number of shares, or an amount in dollars.`,
  text: () => "What should I remember?",
};

/** Asks for the first thing that is missing; both at once when an order names neither what nor how much. */
export function question(request: Request): string {
  if (request.intent === "propose" && request.missing.length > 1)
    return `${request.slots.side === "sell" ? "Sell" : "Buy"} how much of which company? For example "10 Apple" or "$2,000 of SPY".`;
  return QUESTIONS[request.missing[0] ?? ""]?.(request) ?? "Could you say that more exactly?";
}

/** What is answered without a tool. */
export function smallTalk({ request: { intent, slots } }: Progress): string {
  const topic = slots.topic ?? "";
  switch (intent) {
    case "help":
      return HELP;
    case "greeting":
      return 'Good day. Ask me about the market, the account or a strategy; "help" shows what I can do.';
    case "thanks":
      if (topic === "dropped") return "All right, nothing was done.";
      if (topic === "yes")
        return "I have nothing waiting for a yes. If you want an order, say what and how much; approvals are given by other people on the card.";
      return "You are welcome.";
    case "peopleOnly":
      return PEOPLE_ONLY[topic] ?? PEOPLE_ONLY.bypass ?? "";
    case "impossible":
      return IMPOSSIBLE[topic] ?? IMPOSSIBLE.smallTalk ?? "";
    default:
      return `I did not understand that, so I did nothing. I work by rules and know this desk's words: prices, news, backtests, orders, positions, limits. "help" shows examples.`;
  }
}
