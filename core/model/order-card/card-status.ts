import { z } from "zod";
import type { ApprovalRequest } from "../approval.ts";
import type { Fill, Order, ProposalStatus } from "../order.ts";
import { money, price, quantity } from "./figures.ts";
import type { CardFacts } from "./order-card.ts";
import { visibleText } from "./visible-text.ts";

/** Where an order stands, in plain words: the claim, and what there is to say of it. */
export const CardStatus = z.object({ head: z.string(), detail: z.string() });
export type CardStatus = z.infer<typeof CardStatus>;

const MAX_REASON = 400;

/** The order's state once there is one, the question's until then, the wish's where nobody was asked. */
export function cardStatus({ proposal, approval, order, fills, names }: CardFacts): CardStatus {
  if (order) return orderStatus(order, fills);
  return approval ? questionStatus(approval, names) : { head: WISHES[proposal.status], detail: "" };
}

const WISHES: Record<ProposalStatus, string> = {
  proposed: "Proposed",
  refused: "Refused by the gates",
  "awaiting-approval": "Waiting for approval",
  cleared: "Cleared, nobody needs to be asked",
  approved: "Approved",
  declined: "Declined",
  expired: "Expired",
  void: "Void, nothing was sent",
  placed: "Placed",
};

function questionStatus(approval: ApprovalRequest, names: Readonly<Record<string, string>>): CardStatus {
  const by = (decision: "approve" | "decline") =>
    approval.approvals
      .filter((vote) => vote.decision === decision)
      .map((vote) => visibleText(names[vote.approver] ?? vote.approver, 80))
      .join(" and ");
  const reason = visibleText(approval.reason ?? "", MAX_REASON);
  const yes = approval.approvals.filter((vote) => vote.decision === "approve").length;
  switch (approval.status) {
    case "pending":
      return { head: `Waiting for approval: ${yes} of ${approval.quorum}`, detail: wanted(approval) };
    case "approved":
      return {
        head: `Approved by ${by("approve")}`,
        detail: "The gates judge it once more before it is sent.",
      };
    case "declined": {
      const note = approval.approvals.find((vote) => vote.decision === "decline")?.note ?? "";
      return { head: `Declined by ${by("decline")}`, detail: visibleText(note, MAX_REASON) };
    }
    case "expired":
      return { head: "Expired", detail: reason || "Nobody decided in time." };
    case "void":
      return { head: "Void, nothing was sent", detail: reason };
  }
}

/** What an open question wants beyond anyone's yes, and who has been told. */
function wanted({ requiredRole, typed, escalatedAt, escalateTo }: ApprovalRequest): string {
  return [
    ...(requiredRole === "approver" ? [] : [`Only a ${requiredRole} or higher may approve.`]),
    ...(typed ? ["Whoever approves types the quantity, in the app."] : []),
    ...(escalatedAt === null ? [] : [`Nobody had answered, so every ${escalateTo} or higher was told.`]),
  ].join(" ");
}

function orderStatus(order: Order, fills: readonly Fill[]): CardStatus {
  const reason = visibleText(order.reason ?? "", MAX_REASON);
  switch (order.state) {
    case "intent":
    case "sending":
      return { head: "Approved and placed, being sent", detail: "" };
    case "unknown":
      return { head: "Sent, answer missing", detail: "The broker is being asked; nothing is sent twice." };
    case "accepted":
      return { head: "Accepted by the broker", detail: "" };
    case "partially-filled":
      return { head: `Partially filled: ${traded(order)}`, detail: costs(fills) };
    case "filled":
      return { head: `Filled: ${traded(order)}`, detail: costs(fills) };
    case "canceled":
      return { head: `Cancelled${rest(order)}`, detail: reason };
    case "rejected":
      return { head: "Rejected by the broker", detail: reason };
    case "expired":
      return { head: `Order expired${rest(order)}`, detail: reason };
    case "voided":
      return { head: "Void, nothing was sent", detail: reason };
  }
}

function traded({ filledQuantity, averageFillPrice, terms }: Order): string {
  const whole = quantity(terms.quantity);
  const units = quantity(filledQuantity) === whole ? whole : `${quantity(filledQuantity)} of ${whole}`;
  return averageFillPrice === null ? units : `${units} at ${price(averageFillPrice)}`;
}

const rest = (order: Order): string => (Number(order.filledQuantity) > 0 ? ` after ${traded(order)}` : "");

function costs(fills: readonly Fill[]): string {
  const sources = [...new Set(fills.map((fill) => fill.source))].join(", ");
  const fee = fills.length === 1 ? `Fee ${money(fills[0]?.fee ?? "0")}, ` : "";
  return fills.length === 0 ? "" : `${fee}${plural(fills.length, "fill")}, ${sources}.`;
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
