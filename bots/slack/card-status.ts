import type { Fill, Order } from "#core/model";
import type { ApprovalCard } from "./desk-door.ts";
import { foreignWords } from "./foreign-text.ts";
import { money, price, quantity } from "./formats.ts";

/** Where a card stands, in plain words: the claim, and what there is to say of it. */
export interface CardStatus {
  head: string;
  detail: string;
}

const MAX_REASON = 400;

/** The order's state once there is one, the question's until then. */
export function statusOf(card: ApprovalCard): CardStatus {
  const { order, fills } = card.ticket;
  return order ? orderStatus(order, fills) : questionStatus(card);
}

function questionStatus({ ticket: { approval, names } }: ApprovalCard): CardStatus {
  const by = (decision: "approve" | "decline") =>
    approval.approvals
      .filter((vote) => vote.decision === decision)
      .map((vote) => foreignWords(names[vote.approver] ?? vote.approver, 80))
      .join(" and ");
  const reason = foreignWords(approval.reason ?? "", MAX_REASON);
  const yes = approval.approvals.filter((vote) => vote.decision === "approve").length;
  switch (approval.status) {
    case "pending":
      return { head: `Waiting for approval: ${yes} of ${approval.quorum}`, detail: "" };
    case "approved":
      return {
        head: `Approved by ${by("approve")}`,
        detail: "The gates judge it once more before it is sent.",
      };
    case "declined": {
      const note = approval.approvals.find((vote) => vote.decision === "decline")?.note ?? "";
      return { head: `Declined by ${by("decline")}`, detail: foreignWords(note, MAX_REASON) };
    }
    case "expired":
      return { head: "Expired", detail: reason || "Nobody decided in time." };
    case "void":
      return { head: "Void, nothing was sent", detail: reason };
  }
}

function orderStatus(order: Order, fills: readonly Fill[]): CardStatus {
  const reason = foreignWords(order.reason ?? "", MAX_REASON);
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
  const fees = [...new Set(fills.map((fill) => fill.fee))];
  const fee = fees.length === 1 && fills.length === 1 ? `Fee ${money(fees[0] ?? "0")}, ` : "";
  return fills.length === 0 ? "" : `${fee}${plural(fills.length, "fill")}, ${sources}.`;
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
