import type { OperationTypes } from "#operations";

/** All an approval's card shows, read from the desk at one moment. */
export type ApprovalCard = NonNullable<OperationTypes["getApprovalCard"]["output"]["card"]>;
export type CardPlace = NonNullable<ApprovalCard["place"]>;

export type Vote = "approve" | "decline";

/** How a halt went: on the desk's books, or only on the flag file because the database did not answer. */
export type HaltAnswer = { status: "halted"; by: string; reason: string } | { status: "flagged" };

/**
 * What the bot may ask of the desk; handed in by whoever builds the process. Behind each is one operation, done
 * as the bot itself or as the person an admin linked to that Slack user.
 */
export interface SlackDesk {
  /** By the id of the approval, its proposal or its order; null when nobody was asked about it. */
  card(about: string): Promise<ApprovalCard | null>;
  recordCard(place: CardPlace): Promise<void>;
  /** @returns whether this person's same vote stood already */
  decide(slackUserId: string, approvalId: string, vote: Vote): Promise<{ stoodAlready: boolean }>;
  halt(slackUserId: string, reason: string | null): Promise<HaltAnswer>;
  /** Whether a message from Slack was dealt with already. */
  isHandled(eventId: string): Promise<boolean>;
  /** @returns false when it had been marked before */
  markHandled(eventId: string): Promise<boolean>;
  /** Where people open the web app; null when it is served to this machine only. */
  webUrl: string | null;
}
