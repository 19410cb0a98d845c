import type { types } from "@slack/bolt";
import type { OrderCard } from "#core/model";
import type { ApprovalCard } from "./desk-door.ts";
import { escapeMrkdwn, plainMrkdwn } from "./foreign-text.ts";
import { slackDate, utc } from "./slack-date.ts";

export const APPROVE = "approve_order";
export const DECLINE = "decline_order";
export const OPEN_APP = "open_app";

const MAX_TITLE = 150;
const MAX_BUTTON = 75;

/** What is posted: blocks to look at, and a complete text for notifications and screen readers. */
export interface RenderedCard {
  text: string;
  blocks: types.KnownBlock[];
}

/**
 * One approval as a Slack message: the card every door shows, drawn with blocks. The same facts give the same bytes,
 * and no model has a hand in it.
 */
export function renderCard({ ticket }: ApprovalCard, webUrl: string | null): RenderedCard {
  const { card } = ticket;
  const { status, decideBy } = card;
  const title = card.title.slice(0, MAX_TITLE);
  const worst = card.facts[0]?.value ?? "";
  return {
    text: [
      `${title}, at worst ${worst}, account ${card.account}.`,
      `${status.head}.`,
      ...(status.detail ? [status.detail] : []),
      ...(decideBy ? [`Decide by ${utc(decideBy)}.`] : []),
    ]
      .map(escapeMrkdwn)
      .join(" "),
    blocks: [
      { type: "header", text: { type: "plain_text", text: title, emoji: false } },
      section(
        [
          `*${escapeMrkdwn(status.head)}.*`,
          ...(status.detail ? [escapeMrkdwn(status.detail)] : []),
          ...(decideBy ? [`Decide by ${slackDate(decideBy)}.`] : []),
        ].join(" "),
      ),
      { type: "section", fields: card.facts.map(fact) },
      ...(card.checks ? [section(checksInMrkdwn(card.checks))] : []),
      ...rationaleOf(card),
      ...votesOf(card),
      ...(decideBy ? [buttonsOf(card, ticket, webUrl)] : []),
      context(footOf(card, ticket, webUrl)),
    ],
  };
}

function checksInMrkdwn({ counts, warnings, more }: NonNullable<OrderCard["checks"]>): string {
  return [
    `*Risk checks:* ${counts}`,
    ...warnings.map(({ name, words }) => `• ${plainMrkdwn(name)}: ${plainMrkdwn(words)}`),
    ...(more > 0 ? [`• and ${more} more, in the app`] : []),
  ].join("\n");
}

function rationaleOf({ rationale, notices }: OrderCard): types.KnownBlock[] {
  return [
    ...(rationale
      ? [
          context(`${plainMrkdwn(rationale.label)}:`),
          // Plain text: Slack forms no links, mentions or formats in it.
          {
            type: "section",
            text: { type: "plain_text", text: escapeMrkdwn(rationale.text), emoji: false },
          } as const,
        ]
      : []),
    ...notices.map(context),
  ];
}

function votesOf({ votes }: OrderCard): types.KnownBlock[] {
  const lines = votes.map(
    ({ decision, words, channel, decidedAt }) =>
      `${decision === "approve" ? "✓" : "✗"} ${plainMrkdwn(words)} in ${channel === "slack" ? "Slack" : `the ${channel}`}, ${slackDate(decidedAt)}`,
  );
  return lines.length > 0 ? [section(lines.join("\n"))] : [];
}

/** What needs the quantity typed is approved in the app, where all checks are in sight; declining works here. */
function buttonsOf(
  card: OrderCard,
  ticket: ApprovalCard["ticket"],
  webUrl: string | null,
): types.ActionsBlock {
  const { approval } = ticket;
  const decline: types.Button = {
    type: "button",
    action_id: DECLINE,
    style: "danger",
    value: approval.id,
    text: { type: "plain_text", text: "Decline", emoji: false },
  };
  const link: types.Button = {
    type: "button",
    action_id: OPEN_APP,
    style: "primary",
    url: `${webUrl}/approvals`,
    text: { type: "plain_text", text: "Approve in the app", emoji: false },
  };
  const elements = !approval.typed
    ? [approveButton(card, ticket), decline]
    : webUrl
      ? [link, decline]
      : [decline];
  return { type: "actions", block_id: "decision", elements };
}

function approveButton(card: OrderCard, { approval, proposal }: ApprovalCard["ticket"]): types.Button {
  const act = card.deed;
  const confirm: types.ConfirmationDialog = {
    title: { type: "plain_text", text: "Real money" },
    text: { type: "plain_text", text: `${act}, at worst ${card.facts[0]?.value}?` },
    confirm: { type: "plain_text", text: "Approve" },
    deny: { type: "plain_text", text: "Back" },
  };
  return {
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
  };
}

function footOf(card: OrderCard, { verdict }: ApprovalCard["ticket"], webUrl: string | null): string {
  return [
    `Order ${card.fingerprint}`,
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
/** The first fact is the one to weigh first. */
const fact = ({ name, value }: OrderCard["facts"][number], index: number): types.MrkdwnElement => ({
  type: "mrkdwn",
  text: `${name}\n${index === 0 ? `*${plainMrkdwn(value)}*` : plainMrkdwn(value)}`,
  verbatim: true,
});
