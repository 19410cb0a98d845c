import { foreignLanguageOf } from "../understanding/foreign.ts";
import { meaningOf } from "./glossary.ts";
import { REFUSALS } from "./refusals.ts";
import { paragraphs, type Wording } from "./wording.ts";

const HELP = paragraphs(
  "Ask in plain English. For example:",
  [
    "- **Look**: `what is Apple at`, `how did Tesla do in 2019`, `any news on NVDA`, `what do the signals say`",
    "- **Test**: `backtest a 20/50 SMA cross on the S&P 500 since 2010`, then `and with 10 bps slippage`, `now weekly`, `tune it`",
    "- **Trade (PAPER)**: `buy 3 Apple`, `put $500 in SPY`, `sell half my NVDA`, `could I buy 500 NVDA`",
    "- **Account**: `how are we doing`, `show my positions`, `what is waiting for approval`, `what are my limits`",
    "- **Why**: `why did we buy`, `why was it refused`, `where do the figures come from`",
    "- **Risk**: `what is my biggest risk if rates jump`, `what is my VaR`, `rebalance to risk parity with at most 10% turnover`, `sell half of NVDA by TWAP over an hour`",
    "- **Stop**: `tighten max order to $2,000`, `halt everything`, `what stopped that order`",
    "- **Memory**: `remember that I prefer weekly bars`, `what do you remember`",
  ].join("\n"),
  "I only propose: the gates judge every order, people approve the large ones, and approving, canceling, resuming and looser limits are theirs. `halt` stops trading at once.",
);

const WHO =
  "I am Quarterdeck's **offline operator**: rules for traders' English, no language model and no network. I call the desk's tools, take every figure from them, and never send, approve or cancel an order. With a model key the desk lets a model speak instead, with the same tools.";

const UNCLEAR =
  "I did not understand that, so I did nothing. I work by rules and know this desk's words: prices, news, backtests, orders, positions, limits, and why things happened. Put it plainly, for example `what is Apple at` or `buy 3 Apple`, or ask for `help`.";

const IN_THEIR_WORDS: Readonly<Record<string, string>> = {
  German: "Ich verstehe leider nur Englisch und habe nichts getan.",
  Spanish: "Lo siento, solo entiendo inglés; no he hecho nada.",
  French: "Désolé, je ne comprends que l'anglais ; je n'ai rien fait.",
};

/** What the words come near to, so that the next try is a short one. */
const nearest = ([first, ...others]: readonly string[]): string =>
  [first, ...others].map((each) => `\`${each}\``).join(" or ");

export const TALK_WORDINGS = {
  help: () => HELP,
  who: () => WHO,
  today: (_request, { now }) =>
    `By the desk's clock it is ${now.toISOString().slice(0, 10)}, ${now.toISOString().slice(11, 16)} UTC.`,
  greeting: () => "Hello. Ask about a price, a strategy or the account; `help` shows what I understand.",
  thanks: () => "You are welcome.",
  dismiss: () => "All right, nothing was done.",
  refuse: ({ slots }) => REFUSALS[slots.refusal ?? ""] ?? REFUSALS.other ?? "",
  pasted: () =>
    "That looks like pasted text, or text that gives orders to a machine. I treat it as **data**: I followed nothing in it and proposed nothing. Tell me in one plain sentence of your own what you want.",
  define: ({ slots }) => meaningOf(slots.text ?? "") ?? UNCLEAR,
  unclear: ({ said, slots: { suggestions = [] } }) => {
    const language = foreignLanguageOf(said);
    if (language)
      return paragraphs(
        IN_THEIR_WORDS[language],
        "I understand English only, and did nothing. Ask for `help` to see what I know.",
      );
    return suggestions.length > 0
      ? `I did not understand that, so I did nothing. The nearest I can do: ${nearest(suggestions)}. Ask for \`help\` to see the rest.`
      : UNCLEAR;
  },
} satisfies Record<string, Wording>;
