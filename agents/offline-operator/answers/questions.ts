import { companyOf, isKnownSymbol } from "../understanding/mentions.ts";
import type { Missing, Request } from "../understanding/request.ts";
import { percent } from "./format.ts";
import { limitName } from "./stops.ts";
import { hint, paragraphs } from "./wording.ts";

/** Asks for the first thing that is missing: one short question, then what an answer may look like. */
export function questionFor(request: Request): string {
  const [asked = "meaning"] = request.missing;
  if (request.slots.guess && !request.slots.guess.said && asked === "symbol")
    return QUESTIONS.symbol(request);
  if (
    (request.intent === "order" || request.intent === "execution") &&
    request.missing.includes("symbol") &&
    request.missing.includes("size")
  )
    return paragraphs(
      `${verb(request)} how much of which company?`,
      hint("For example `10 Apple` or `$500 of SPY`."),
    );
  return QUESTIONS[asked](request);
}

const verb = ({ slots }: Request) => (slots.side === "sell" ? "Sell" : "Buy");
const what = ({ slots: { symbols = [] } }: Request) => symbols.map((symbol) => `**${symbol}**`).join(" and ");

const QUESTIONS: Record<Missing, (request: Request) => string> = {
  symbol: (request) =>
    request.slots.guess
      ? paragraphs(
          `${request.intent === "order" ? `${verb(request)} ` : ""}**${request.slots.guess.symbol}**, which we spoke of?`,
          hint("Say yes, or name another."),
        )
      : paragraphs("Which instrument do you mean?", hint("For example Apple, `NVDA` or the index `SP500`.")),
  size: (request) =>
    request.slots.side === "sell"
      ? paragraphs(
          `How much ${what(request)} should be sold?`,
          hint("A number of shares, an amount in dollars, `half` or `all`."),
        )
      : paragraphs(
          `How much ${what(request)} should be bought?`,
          hint("A number of shares such as `10`, or an amount such as `$500`."),
        ),
  unit: ({ slots: { either } }) =>
    paragraphs(
      `Do you mean ${either?.quantity} shares, or $${either?.notionalUsd}?`,
      hint("Say `shares` or `dollars`. Nothing was proposed yet."),
    ),
  side: (request) =>
    paragraphs(`Should ${what(request)} be bought or sold?`, hint("Nothing is proposed until you say.")),
  limitPrice: (request) =>
    paragraphs(
      `At which limit price for ${what(request)}?`,
      hint("For example `at $150`. Without a limit, leave the word out."),
    ),
  stopPrice: (request) =>
    paragraphs(
      `Where should the stop on ${what(request)} stand?`,
      hint("For example `at $150`, `5% below`, or `trailing 3%`. Nothing was proposed yet."),
    ),
  limitValue: ({ slots: { limit = "" } }) =>
    paragraphs(
      `To how much should ${limitName(limit)} be tightened?`,
      hint("For example `$2,000`. Nothing was changed yet; `what are my limits` shows the figures in force."),
    ),
  method: () =>
    paragraphs(
      "By which weights: risk parity, minimum variance, max Sharpe or HRP?",
      hint("For example `risk parity with at most 10% turnover`. Nothing was proposed yet."),
    ),
  text: ({ intent }) => (intent === "forget" ? "What should I forget?" : "What should I remember?"),
  meaning: ({ slots: { guess } }) =>
    guess && isKnownSymbol(guess.symbol)
      ? paragraphs(
          `Do you mean **${guess.symbol}**, ${companyOf(guess.symbol).replace(/\d+ /, "")}, by “${guess.said}”?`,
          hint("Nothing was done. Say yes, or name another."),
        )
      : "Which instrument do you mean?",
  reading: ({ slots: { suggestions = [] } }) =>
    paragraphs(`Did you mean \`${suggestions[0] ?? "help"}\`?`, hint("Say yes, or put it another way.")),
  confirmation: (request) =>
    paragraphs(
      request.intent === "rebalance"
        ? `Rebalance to **${request.slots.method}**${request.slots.turnover === undefined ? "" : ` with at most ${percent(request.slots.turnover)} turnover`}?`
        : `${verb(request)} ${sizeOf(request)}${what(request)}${request.slots.algorithm ? ` by ${request.slots.algorithm.toUpperCase()}` : ""}?`,
      hint(
        "Say yes, or name another size. Nothing was proposed yet, and an earlier proposal is not undone by this.",
      ),
    ),
};

function sizeOf({ slots: { quantity, notionalUsd, share, symbols = [] } }: Request): string {
  const each = symbols.length > 1 ? "each of " : "";
  if (quantity) return `${quantity} ${each}`;
  if (notionalUsd) return `$${notionalUsd} of ${each}`;
  return share?.fraction === 1 ? `all of ${each}` : `that part of ${each}`;
}
