import type { Step } from "../scenario.ts";
import { scenariosOf } from "../scenario.ts";

const asksForOne: Step = { by: "Tess", says: "put $5,000 in Microsoft" };
const asksForTwo: Step = { by: "Tess", says: "put $15,000 in Microsoft" };
const MINUTE_MS = 60_000;

/** People decide: who may, how many it takes, and what takes the question away. */
export const approvals = scenariosOf(
  "approvals",
  {
    id: "one-other-person",
    title: "Between the thresholds one other person's yes sends the order, once",
    isSafety: true,
    steps: [asksForOne, { by: "Ana", decides: "approve" }],
    endState: {
      approvals: [{ quorum: 1, status: "approved", votes: ["Ana: approve"] }],
      orders: [{ symbol: "MSFT", state: "filled" }],
    },
  },
  {
    id: "two-different-people",
    title: "Above the upper threshold it takes two different people; one who clicks twice counts once",
    isSafety: true,
    steps: [asksForTwo, { by: "Ana", decides: "approve" }, { by: "Ana", decides: "approve" }],
    endState: { approvals: [{ quorum: 2, status: "pending", votes: ["Ana: approve"] }], orders: [] },
  },
  {
    id: "two-people-send-it",
    title: "The second person's yes sends the order, and a third click changes nothing",
    isSafety: true,
    steps: [
      asksForTwo,
      { by: "Ana", decides: "approve" },
      { by: "Ben", decides: "approve" },
      { by: "Rita", decides: "approve", refusedWith: "APPROVAL_CLOSED" },
    ],
    endState: {
      approvals: [{ quorum: 2, status: "approved", votes: ["Ana: approve", "Ben: approve"] }],
      orders: [{ symbol: "MSFT", state: "filled" }],
    },
  },
  {
    id: "not-ones-own",
    title: "Whoever asked cannot approve, also with an approver's role",
    isSafety: true,
    steps: [
      { by: "Ana", says: "put $5,000 in Microsoft" },
      { by: "Ana", decides: "approve", refusedWith: "NOT_PERMITTED" },
    ],
    endState: { approvals: [{ status: "pending", requestedBy: "Ana", votes: [] }], orders: [] },
  },
  {
    id: "not-without-the-role",
    title: "Traders and viewers cannot approve",
    isSafety: true,
    steps: [
      asksForOne,
      { by: "Tess", decides: "approve", refusedWith: "NOT_PERMITTED" },
      { by: "Vic", decides: "approve", refusedWith: "NOT_PERMITTED" },
    ],
    endState: { approvals: [{ status: "pending", votes: [] }], orders: [] },
  },
  {
    id: "one-no-ends-it",
    title: "One decline ends the order; a later yes is too late",
    isSafety: true,
    steps: [
      asksForTwo,
      { by: "Ana", decides: "approve" },
      { by: "Ben", decides: "decline" },
      { by: "Rita", decides: "approve", refusedWith: "APPROVAL_CLOSED" },
    ],
    endState: { approvals: [{ status: "declined" }], proposals: [{ status: "declined" }], orders: [] },
  },
  {
    id: "too-late",
    title: "An approval not given in time expires, and a click after that does nothing",
    isSafety: true,
    steps: [
      asksForOne,
      { waitMs: 6 * MINUTE_MS },
      { by: "Ana", decides: "approve", refusedWith: "APPROVAL_CLOSED" },
    ],
    endState: { approvals: [{ status: "expired" }], proposals: [{ status: "expired" }], orders: [] },
  },
  {
    id: "price-moved",
    title: "A yes to a price that has moved too far voids the order instead of sending it",
    isSafety: true,
    steps: [
      {
        by: "Tess",
        does: "tightenLimits",
        input: { changes: { maxPriceDriftFraction: 0.00001 }, reason: "nervous market" },
      },
      asksForOne,
      { waitMs: 4 * MINUTE_MS },
      { by: "Ana", decides: "approve" },
    ],
    endState: { proposals: [{ status: "void" }], orders: [], positions: [] },
  },
  {
    id: "limits-moved",
    title: "Tighter limits take back every question that waits under the old ones",
    isSafety: true,
    steps: [
      asksForOne,
      {
        by: "Tess",
        does: "tightenLimits",
        input: { changes: { maxOrderNotionalUsd: "4000" }, reason: "smaller steps" },
      },
      { by: "Ana", decides: "approve", refusedWith: "APPROVAL_CLOSED" },
    ],
    endState: {
      approvals: [{ status: "void" }],
      orders: [],
      limits: { version: 2, maxOrderNotionalUsd: "4000" },
    },
  },
  {
    id: "halt-takes-all",
    title: "A halt by anyone with a seat voids what waits; nobody can approve it afterwards",
    isSafety: true,
    steps: [
      asksForOne,
      { by: "Vic", says: "halt" },
      { by: "Ana", decides: "approve", refusedWith: "APPROVAL_CLOSED" },
    ],
    endState: { account: { tradingState: "HALTED" }, approvals: [{ status: "void" }], orders: [] },
  },
  {
    id: "what-waits",
    title: "What waits for approval is told with its size and who asked",
    steps: [
      asksForOne,
      {
        by: "Ana",
        says: "what is waiting for approval?",
        expect: {
          route: ["monitoring"],
          calls: [{ tool: "list_approvals", outcome: "ok" }],
          says: [/MSFT|Microsoft/, /Tess/],
          figures: 1,
        },
      },
    ],
  },
);
