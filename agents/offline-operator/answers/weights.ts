import { AdviceResult, type BasketResult, RebalanceResult } from "../planning/risk-results.ts";
import { dollars, percent, plural, table, UNKNOWN } from "./format.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

const MOST_FAILED = 8;

const weights: Wording = (_request, progress) =>
  toldBy(progress, "optimize_portfolio", AdviceResult, (advice) =>
    paragraphs(
      `The **${advice.method}** weights of ${dollars(advice.sleeveUsd)} (cash and these assets), from ${advice.days} daily returns:`,
      weightTable(advice),
      adviceWords(advice),
      ordersWords(advice),
      hint(`Nothing was proposed. \`rebalance to ${advice.method.replace("-", " ")}\` would propose it.`),
    ),
  );

const rebalance: Wording = (_request, progress) =>
  toldBy(progress, "propose_rebalance", RebalanceResult, ({ advice, basket }) =>
    paragraphs(
      `Proposed on the PAPER account as one basket \`${basket.id}\`: ${plural(basket.legs.length, "order")}, at worst ${dollars(basket.worstNotional)} in all, to bring the holdings towards **${advice.method}**. It turns over ${percent(advice.basket.turnover, 2)} of the ${dollars(advice.sleeveUsd)} weighed.`,
      table(
        ["Order", "Price at worst", "At worst"],
        basket.legs.map(({ side, quantity, symbol, limitPrice, worstNotional, priceSource }) => [
          `${side} ${quantity} ${symbol}`,
          `${dollars(limitPrice)} (${priceSource})`,
          dollars(worstNotional),
        ]),
      ),
      weightTable(advice),
      basketVerdict(basket),
      adviceWords(advice),
      basket.status === "awaiting-approval" &&
        hint("Every leg is on the Approvals page; all of them or none will be placed."),
    ),
  );

const weightTable = ({ allocations }: AdviceResult) =>
  table(
    ["Asset", "Now", "Aim", "Share of the risk"],
    allocations.map(({ symbol, currentWeight, weight, riskShare }) => [
      symbol,
      percent(currentWeight),
      percent(weight),
      percent(riskShare),
    ]),
  );

const adviceWords = ({ volatility, binding, warnings, sources }: AdviceResult): string =>
  paragraphs(
    `Its volatility would be ${percent(volatility)} a year (${sources.join(" and ")} prices).${binding.length > 0 ? ` What binds: ${binding.join("; ")}.` : ""}`,
    warnings.map((warning) => `- ${warning}`).join("\n"),
  );

const ordersWords = ({ basket }: AdviceResult): string =>
  basket.orders.length === 0
    ? "The holdings are there already, to the whole share."
    : `To get there: ${basket.orders.map(({ side, quantity, symbol }) => `${side} ${quantity} ${symbol}`).join(", ")}.`;

/** All or none: what the gates say of the whole. */
function basketVerdict({ status, approvalsNeeded, checkCount, failed }: BasketResult): string {
  if (status === "refused")
    return paragraphs(
      "**The gates refused it as a whole**, so nothing is sent:",
      failedTable(failed.filter(({ outcome, id }) => outcome === "deny" && id !== "C16")),
    );
  if (status !== "awaiting-approval")
    return `All ${checkCount} checks passed for every leg and for the whole, and it is small enough to need nobody else, so all of it is on its way.`;
  const who = approvalsNeeded === 1 ? "one other person" : "two other people";
  return paragraphs(
    `No check refused it. **The whole waits for ${who} to approve**, as one order of its size would; whoever asked cannot.`,
    failed.length > 0 && failedTable(failed),
  );
}

const failedTable = (failed: BasketResult["failed"]) =>
  table(
    ["Leg", "Check", "Is", "Limit", "Why"],
    failed
      .slice(0, MOST_FAILED)
      .map(({ symbol, id, name, figure, limit, unit, reason }) => [
        symbol,
        `\`${id}\` ${name}`,
        unit === "USD" ? dollars(figure) : (figure ?? UNKNOWN),
        unit === "USD" ? dollars(limit) : (limit ?? UNKNOWN),
        reason,
      ]),
  );

export const WEIGHT_WORDINGS = { weights, rebalance };
