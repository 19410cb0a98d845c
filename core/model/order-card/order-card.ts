import { z } from "zod";
import { ApprovalChannel, type ApprovalRequest } from "../approval.ts";
import type { Fill, Order, OrderProposal } from "../order.ts";
import { Instant } from "../time.ts";
import type { Verdict } from "../verdict.ts";
import { CardChecks, cardChecks } from "./card-checks.ts";
import { CardStatus, cardStatus } from "./card-status.ts";
import { money, percent, price } from "./figures.ts";
import { deedInWords, environmentInWords, typeInWords } from "./order-words.ts";
import { visibleText } from "./visible-text.ts";

const MAX_RATIONALE = 600;
const MAX_NAME = 80;

/** What a card is made of: an order from wish to fills, as the books have it. */
export interface CardFacts {
  proposal: OrderProposal;
  company: string;
  equityShare: number | null;
  verdict: Verdict | null;
  approval: ApprovalRequest | null;
  order: Order | null;
  fills: readonly Fill[];
  names: Readonly<Record<string, string>>;
}

/** One order in words, for every door to draw in its own way. */
export const OrderCard = z.object({
  deed: z.string().describe("As on the button that does it: Buy 10 AAPL"),
  title: z.string().describe("The deed, and whose shares they are"),
  account: z.string().describe("With whether it is real money"),
  status: CardStatus,
  decideBy: Instant.nullable().describe("While people are asked"),
  facts: z.array(z.object({ name: z.string(), value: z.string() })).describe("The grounds, weightiest first"),
  checks: CardChecks.nullable(),
  rationale: z.object({ label: z.string(), text: z.string() }).nullable(),
  notices: z.array(z.string()).describe("What must be known beside the figures"),
  votes: z.array(
    z.object({
      decision: z.enum(["approve", "decline"]),
      words: z.string(),
      channel: ApprovalChannel,
      decidedAt: Instant,
    }),
  ),
  fingerprint: z
    .string()
    .length(8)
    .describe("The beginning of the hash that is approved, alike at every door"),
});
export type OrderCard = z.infer<typeof OrderCard>;

/**
 * An order's card. The same facts give the same words at every door, and no model has a hand in them: what others
 * wrote stands in it as plain visible words, labelled with who wrote it.
 */
export function orderCard(facts: CardFacts): OrderCard {
  const { proposal, approval, verdict, company } = facts;
  const { terms } = proposal;
  const deed = deedInWords(terms);
  const name = visibleText(company, MAX_NAME);
  return {
    deed,
    title: name === terms.symbol || name === "" ? deed : `${deed} · ${name}`,
    account: `${visibleText(terms.account, 64)} (${environmentInWords(terms.environment)})`,
    status: cardStatus(facts),
    decideBy: approval?.status === "pending" ? approval.expiresAt : null,
    facts: groundsOf(facts),
    checks: verdict && cardChecks(verdict),
    rationale: rationaleOf(facts),
    notices: proposal.tainted
      ? ["Text from outside is among the causes of this order, so people must approve it."]
      : [],
    votes: (approval?.approvals ?? []).map((vote) => ({
      decision: vote.decision,
      words: `${personIn(facts, vote.approver)}${vote.onBehalfOf ? ` for ${personIn(facts, vote.onBehalfOf)}` : ""} ${vote.decision}d`,
      channel: vote.channel,
      decidedAt: vote.decidedAt,
    })),
    fingerprint: proposal.orderHash.slice(0, 8),
  };
}

const personIn = ({ names }: CardFacts, id: string) => visibleText(names[id] ?? id, MAX_NAME);

function groundsOf(facts: CardFacts): OrderCard["facts"] {
  const { proposal, equityShare, names } = facts;
  const { terms } = proposal;
  const asker =
    names[proposal.proposedBy] ??
    (proposal.origin === "strategy" ? "an unattended strategy" : proposal.proposedBy);
  const agent = /^chat:(.+)$/.exec(proposal.proposedVia)?.[1];
  return [
    { name: "Worst notional", value: money(proposal.worstNotional) },
    { name: "Share of equity", value: percent(equityShare) },
    {
      name: "Account",
      value: `${visibleText(terms.account, 64)} (${environmentInWords(terms.environment)})`,
    },
    { name: "Reference price", value: `${price(proposal.referencePrice)} (${proposal.priceSource} data)` },
    { name: "Type", value: typeInWords(terms) },
    {
      name: "Asked by",
      value: `${visibleText(asker, MAX_NAME)}${agent ? ` via the ${visibleText(agent, 40)} agent` : ""}`,
    },
  ];
}

function rationaleOf(facts: CardFacts): OrderCard["rationale"] {
  const { proposal } = facts;
  const text = visibleText(proposal.rationale, MAX_RATIONALE);
  const writers = {
    agent: "the assistant; may be wrong",
    strategy: "the strategy",
    person: personIn(facts, proposal.proposedBy),
  };
  return text === "" ? null : { label: `Rationale, written by ${writers[proposal.origin]}`, text };
}
