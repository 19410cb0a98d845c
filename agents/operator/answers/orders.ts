import type { CheckResult, Verdict } from "#core/model";
import type { Progress } from "../planning/next-action.ts";
import { TRACKER } from "../planning/steps.ts";
import { dollars, minute, plural, unmark } from "./format.ts";

interface ProposalResult {
  id: string;
  symbol: string;
  side: string;
  quantity: string;
  type: string;
  limitPrice: string;
  referencePrice: string;
  priceSource: string;
  worstNotional: string;
  tainted: boolean;
}

type VerdictResult = Omit<Verdict, "checks"> & { checks: CheckResult[]; checkCount: number };

function wordProposal({ request, results }: Progress): string {
  const proposal = results.find(
    (result): result is ProposalResult => (result as ProposalResult)?.worstNotional !== undefined,
  );
  if (!proposal) return `Nothing of ${request.slots.symbol ?? "it"} is held, so there is nothing to sell.`;
  const verdict = results.at(-1) as VerdictResult;
  const tracker = TRACKER[request.slots.symbol ?? ""];
  const instead = tracker
    ? `The index itself cannot be bought today: its sample bars end in 2020. I propose ${tracker}, its tracker in the simulated market. `
    : "";
  const order = `${proposal.side} **${proposal.quantity} ${proposal.symbol}** at ${proposal.type === "limit" ? "a limit of" : "up to"} ${dollars(proposal.limitPrice)}`;
  const head = `${instead}The ticket says: ${order}, at worst ${dollars(proposal.worstNotional)} (reference ${dollars(proposal.referencePrice)}, ${proposal.priceSource}). Nothing is sent before its gates and people say yes.`;
  return verdict === (proposal as unknown) ? head : `${head}\n\n${wordVerdict(verdict)}`;
}

function wordVerdict(verdict: VerdictResult): string {
  if (verdict.decision === "refused")
    return `**The gates refused it**, so it goes nowhere:\n${verdict.refusals.map((refusal) => `- ${refusal.id} ${refusal.name}: ${refusal.reason}`).join("\n")}`;
  if (verdict.decision === "cleared")
    return `All ${verdict.checkCount} checks passed and nobody else needs to approve, so it is being sent.`;
  const reasons = verdict.checks.map((check) => `- ${check.id} ${check.name}: ${check.reason}`).join("\n");
  return `No check refused it. It waits for ${verdict.approvalsNeeded === 1 ? "one other person" : `${verdict.approvalsNeeded} other people`} to approve; you asked for it, so your own approval does not count:\n${reasons}`;
}

interface TicketResult {
  proposal: { status: string; terms: { side: string; quantity: string; symbol: string } };
  verdict: VerdictResult | null;
  approval: { status: string; quorum: number; approvals: unknown[]; expiresAt: string } | null;
  order: { state: string; filledQuantity: string; averageFillPrice: string | null } | null;
}

function wordTicket({ results }: Progress): string {
  const found = results[0] as TicketResult & { orders?: unknown[] };
  if (found.orders)
    return "No proposal was named or made in this conversation. Ask to explain an instrument, or look at the orders on the Portfolio page.";
  const { proposal, verdict, approval, order } = found;
  const lines = [
    `The proposal to ${proposal.terms.side} ${proposal.terms.quantity} ${proposal.terms.symbol} is **${proposal.status}**.`,
  ];
  if (verdict) lines.push(wordVerdictShort(verdict));
  if (approval)
    lines.push(
      `Approvals: ${approval.approvals.length} of ${approval.quorum}, ${approval.status}, open until ${minute(approval.expiresAt)}.`,
    );
  if (order)
    lines.push(
      `The order is ${order.state}: ${order.filledQuantity} filled${order.averageFillPrice ? ` at ${dollars(order.averageFillPrice)}` : ""}.`,
    );
  return lines.join(" ");
}

function wordVerdictShort(verdict: VerdictResult): string {
  if (verdict.decision === "refused")
    return `The gates refused it: ${verdict.refusals.map((refusal) => refusal.reason).join(" ")}`;
  return `All ${verdict.checkCount} checks ran and none refused it.`;
}

function wordExplanation({ results }: Progress): string {
  const { summary, chain } = results[0] as {
    summary: string;
    chain: { kind: string; id: string; at: string; summary: string }[];
  };
  const steps = chain.map(
    (link, index) => `${index + 1}. **${link.kind}**, ${minute(link.at)}: ${unmark(link.summary)}`,
  );
  return `${unmark(summary)}\n\nThe chain, oldest first (${plural(chain.length, "record")}):\n${steps.join("\n")}`;
}

export const orderAnswers = { propose: wordProposal, ticket: wordTicket, explain: wordExplanation };
