import type { types } from "@slack/bolt";
import type { Environment, OrderTerms } from "#core/model";
import { checksInWords } from "./card-checks.ts";
import { statusOf } from "./card-status.ts";
import type { ApprovalCard } from "./desk-door.ts";
import { escapeMrkdwn, foreignMrkdwn, foreignWords } from "./foreign-text.ts";
import { money, percent, price, quantity, slackDate, utc } from "./formats.ts";

export const APPROVE = "approve_order";
export const DECLINE = "decline_order";

const MAX_RATIONALE = 600;
const MAX_TITLE = 150;
const MAX_BUTTON = 75;

/** What is posted: blocks to look at, and a complete text for notifications and screen readers. */
export interface RenderedCard {
  text: string;
  blocks: types.KnownBlock[];
}

/**
 * One approval as a Slack message. The same facts give the same bytes, and no model has a hand in it; what others
 * wrote stands in it as plain words only.
 */
export function renderCard(card: ApprovalCard, webUrl: string | null): RenderedCard {
  const { ticket } = card;
  const { proposal, approval, verdict } = ticket;
  const status = statusOf(card);
  const isOpen = approval.status === "pending";
  const title = titleOf(card);
  const statusText = [
    `*${escapeMrkdwn(status.head)}.*`,
    ...(status.detail ? [escapeMrkdwn(status.detail)] : []),
    ...(isOpen ? [`Decide by ${slackDate(approval.expiresAt)}.`] : []),
  ].join(" ");
  return {
    text: [
      `${title}, at worst ${money(proposal.worstNotional)}, account ${accountOf(proposal.terms)}.`,
      `${status.head}.`,
      ...(status.detail ? [status.detail] : []),
      ...(isOpen ? [`Decide by ${utc(approval.expiresAt)}.`] : []),
    ]
      .map(escapeMrkdwn)
      .join(" "),
    blocks: [
      { type: "header", text: { type: "plain_text", text: title, emoji: false } },
      section(statusText),
      { type: "section", fields: groundsOf(card) },
      ...(verdict ? [section(checksInWords(verdict))] : []),
      ...rationaleOf(card),
      ...votesOf(card),
      ...(isOpen ? [buttonsOf(card)] : []),
      context(footOf(card, webUrl)),
    ],
  };
}

function titleOf({ ticket: { proposal, company } }: ApprovalCard): string {
  const { symbol } = proposal.terms;
  const name = foreignWords(company, 80);
  const title = name === symbol || name === "" ? deed(proposal.terms) : `${deed(proposal.terms)} · ${name}`;
  return title.slice(0, MAX_TITLE);
}

const deed = ({ side, quantity: units, symbol }: OrderTerms) =>
  `${side === "buy" ? "Buy" : "Sell"} ${quantity(units)} ${symbol}`;

const MARKS: Record<Environment, string> = {
  sim: "SIM, no real money",
  paper: "PAPER, no real money",
  live: "LIVE, real money",
};
const accountOf = (terms: OrderTerms) => `${foreignWords(terms.account, 64)} (${MARKS[terms.environment]})`;

function groundsOf({ ticket }: ApprovalCard): types.MrkdwnElement[] {
  const { proposal, equityShare, names } = ticket;
  const { terms } = proposal;
  const bound = price(terms.limitPrice);
  const kind =
    terms.type === "limit"
      ? `Limit ${bound}`
      : `Market, ${terms.side === "buy" ? "at most" : "at least"} ${bound}`;
  const asker =
    names[proposal.proposedBy] ??
    (proposal.origin === "strategy" ? "an unattended strategy" : proposal.proposedBy);
  const agent = /^chat:(.+)$/.exec(proposal.proposedVia)?.[1];
  const asked = `${foreignMrkdwn(asker, 80)}${agent ? ` via the ${foreignMrkdwn(agent, 40)} agent` : ""}`;
  return [
    fact("Worst notional", `*${money(proposal.worstNotional)}*`),
    fact("Share of equity", percent(equityShare)),
    fact("Account", foreignMrkdwn(accountOf(terms), 120)),
    fact("Reference price", `${price(proposal.referencePrice)} (${proposal.priceSource} data)`),
    fact("Type", `${kind}, ${terms.timeInForce === "ioc" ? "now or never" : "for the day"}`),
    fact("Asked by", asked),
  ];
}

function rationaleOf({ ticket: { proposal, names } }: ApprovalCard): types.KnownBlock[] {
  const words = foreignWords(proposal.rationale, MAX_RATIONALE);
  const writers = {
    agent: "the assistant; may be wrong",
    strategy: "the strategy",
    person: foreignMrkdwn(names[proposal.proposedBy] ?? proposal.proposedBy, 80),
  };
  return [
    ...(words
      ? [
          context(`Rationale, written by ${writers[proposal.origin]}:`),
          // Plain text: Slack forms no links, mentions or formats in it.
          { type: "section", text: { type: "plain_text", text: escapeMrkdwn(words), emoji: false } } as const,
        ]
      : []),
    ...(proposal.tainted
      ? [context("Text from outside is among the causes of this order, so people must approve it.")]
      : []),
  ];
}

function votesOf({ ticket: { approval, names } }: ApprovalCard): types.KnownBlock[] {
  const lines = approval.approvals.map(
    (vote) =>
      `${vote.decision === "approve" ? "✓" : "✗"} ${foreignMrkdwn(names[vote.approver] ?? vote.approver, 80)} ${vote.decision}d in ${vote.channel === "slack" ? "Slack" : `the ${vote.channel}`}, ${slackDate(vote.decidedAt)}`,
  );
  return lines.length > 0 ? [section(lines.join("\n"))] : [];
}

function buttonsOf({ ticket: { approval, proposal } }: ApprovalCard): types.ActionsBlock {
  const act = deed(proposal.terms);
  const confirm: types.ConfirmationDialog = {
    title: { type: "plain_text", text: "Real money" },
    text: { type: "plain_text", text: `${act}, at worst ${money(proposal.worstNotional)}?` },
    confirm: { type: "plain_text", text: "Approve" },
    deny: { type: "plain_text", text: "Back" },
  };
  return {
    type: "actions",
    block_id: "decision",
    elements: [
      {
        type: "button",
        action_id: APPROVE,
        style: "primary",
        value: approval.id,
        text: {
          type: "plain_text",
          text: `Approve: ${act.toLowerCase().slice(0, 1)}${act.slice(1)}`.slice(0, MAX_BUTTON),
          emoji: false,
        },
        ...(proposal.terms.environment === "live" && { confirm }),
      },
      {
        type: "button",
        action_id: DECLINE,
        style: "danger",
        value: approval.id,
        text: { type: "plain_text", text: "Decline", emoji: false },
      },
    ],
  };
}

function footOf({ ticket: { proposal, verdict } }: ApprovalCard, webUrl: string | null): string {
  return [
    `Order ${proposal.orderHash.slice(0, 8)}`,
    ...(verdict ? [`limits version ${verdict.limitsVersion}`] : []),
    ...(webUrl ? [`<${webUrl}/approvals|Open in the app>`] : []),
  ].join(" · ");
}

const section = (text: string): types.SectionBlock => ({
  type: "section",
  text: { type: "mrkdwn", text, verbatim: true },
});
const context = (text: string): types.ContextBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text, verbatim: true }],
});
const fact = (name: string, value: string): types.MrkdwnElement => ({
  type: "mrkdwn",
  text: `${name}\n${value}`,
  verbatim: true,
});
