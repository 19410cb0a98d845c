import type { z } from "zod";
import { answerOf } from "../planning/script.ts";
import { ApprovalList, ExplanationResult, OrderList, TicketResult } from "../planning/tool-results.ts";
import { approvalTable, votesOf } from "./account.ts";
import { dollars, minute, table, unmark } from "./format.ts";
import { named } from "./market.ts";
import { checkTable, verdictWords } from "./orders.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

const explain: Wording = ({ slots }, progress) => {
  if (slots.aspect === "study")
    return "A study says what a rule did on past bars; why it did so stands in its rule and its parameters. Ask `explain the SMA strategy`, or `where do the figures come from`.";
  if (STOPPED.test(slots.text ?? "") && answerOf(progress, "get_ticket", TicketResult))
    return paragraphs(toldBy(progress, "get_ticket", TicketResult, stoppedWords), CHAIN_HINT);
  return paragraphs(
    toldBy(progress, "explain_order", ExplanationResult, ({ summary, chain }) =>
      paragraphs(unmark(summary), chainOf(chain), CHAIN_NOTE),
    ),
    progress.call("get_ticket") &&
      toldBy(progress, "get_ticket", TicketResult, ({ verdict }) =>
        // A refusal stands in the chain already, and a clearance is behind us.
        verdict?.decision === "needs-approval" ? verdictWords(verdict) : "",
      ),
  );
};

/** Asked what stood in the way, rather than for the whole story. */
const STOPPED =
  /\b(?:stopped|blocked|refused|rejected|held|prevented|killed|tripped|vetoed|trip|fail|break|violate|hit|went wrong)\b/;
const CHAIN_HINT = hint("Ask `why did we do that` for the whole chain, from the wish to the fills.");

/** Each control that stood in the way, with its figure and its limit; or that none did. */
function stoppedWords({ proposal, verdict, approval, order }: z.infer<typeof TicketResult>): string {
  const { side, quantity, symbol } = proposal.terms;
  const what = `the proposal to **${side} ${quantity} ${symbol}** on the PAPER account`;
  if (!verdict) return `Nothing has judged ${what} yet; it is ${proposal.status}.`;
  if (verdict.decision === "refused") {
    const refused = verdict.checks.filter(({ outcome }) => outcome === "deny");
    return paragraphs(
      `**These of the ${verdict.checkCount} controls stopped** ${what}:`,
      checkTable(refused),
    );
  }
  if (approval && approval.status !== "approved")
    return paragraphs(
      `No control refused ${what}. **People stand in the way:** ${votesOf(approval.approvals, approval.quorum)} approvals so far, and the question is ${approval.status}.`,
      checkTable(verdict.checks),
    );
  return `**Nothing stopped it.** All ${verdict.checkCount} controls let ${what} through; it is ${proposal.status}${order ? `, and the order is ${order.state}${order.reason ? ` (${order.reason})` : ""}` : ""}.`;
}

const CHAIN_NOTE = hint("Each step names the record it rests on; everything is on the PAPER account.");

const chainOf = (chain: z.infer<typeof ExplanationResult>["chain"]) =>
  chain
    .map(({ kind, at, summary }, index) => `${index + 1}. **${kind}**, ${minute(at)}: ${unmark(summary)}`)
    .join("\n");

const ticket: Wording = ({ slots }, progress) => {
  if (progress.call("get_ticket")) return toldBy(progress, "get_ticket", TicketResult, ticketWords);
  const waiting = answerOf(progress, "list_approvals", ApprovalList)?.approvals ?? [];
  const wanted = slots.symbols ? waiting.filter(({ symbol }) => slots.symbols?.includes(symbol)) : waiting;
  return toldBy(progress, "list_orders", OrderList, ({ orders }) => {
    if (orders.length === 0 && wanted.length === 0)
      return `There is no order and nothing waiting${slots.symbols?.[0] ? ` in ${named(slots.symbols[0])}` : ""}.`;
    const rows = orders.map((order) => [
      minute(order.createdAt),
      `${order.side} ${order.quantity} ${order.symbol}`,
      order.state,
      order.averageFillPrice
        ? `${order.filledQuantity} at ${dollars(order.averageFillPrice)}`
        : order.filledQuantity,
      order.source,
    ]);
    return paragraphs(
      wanted.length > 0 && `Waiting for people:\n\n${approvalTable(wanted)}`,
      rows.length > 0 &&
        `The newest orders on the PAPER account:\n\n${table(["Placed", "Order", "State", "Filled", "Data"], rows)}`,
    );
  });
};

function ticketWords({ proposal, verdict, approval, order }: z.infer<typeof TicketResult>): string {
  const { terms } = proposal;
  const said = `The PAPER proposal to **${terms.side} ${terms.quantity} ${terms.symbol}**, at worst ${dollars(proposal.worstNotional)} (${proposal.priceSource} price), is **${proposal.status}**.`;
  const people =
    approval &&
    `${votesOf(approval.approvals, approval.quorum)} approvals so far; the question is ${approval.status}, open until ${minute(approval.expiresAt)}.`;
  const life =
    order &&
    `The order is **${order.state}**: ${order.filledQuantity} of ${terms.quantity} filled${order.averageFillPrice ? ` at ${dollars(order.averageFillPrice)}` : ""}${order.reason ? ` (${order.reason})` : ""}.`;
  return paragraphs(
    [said, people, life].filter(Boolean).join(" "),
    !order && !approval && verdict ? verdictWords(verdict) : "",
  );
}

const provenance: Wording = (_request, progress) => {
  const newest = progress.thread.findLast(({ result }) => result !== undefined);
  if (!newest)
    return "I have given no figures in this conversation yet. Every figure I give is read from a tool's answer, and its source (live, delayed, sample or simulated) stands beside it.";
  const source = sourceIn(newest.result);
  return paragraphs(
    `The newest figures came from the tool \`${newest.name}\`${source ? `, on **${source}** data` : ""}. I compute none myself: hover or click a figure to see the tool result it came from.`,
    "“Sample” prices are a recording of real ones; “simulated” prices are made up by the desk's own market. All trading here is on PAPER.",
  );
};

function sourceIn(result: unknown): string | undefined {
  const found = result as { source?: unknown; quote?: { source?: unknown } } | null | undefined;
  const source = found?.source ?? found?.quote?.source;
  return typeof source === "string" ? source : undefined;
}

export const EXPLANATION_WORDINGS = { explain, ticket, provenance };
