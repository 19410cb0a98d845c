import { and, eq, gt, gte, inArray, isNull, lte, sql } from "drizzle-orm";
import { z } from "zod";
import {
  type ApprovalRequest,
  ConflictError,
  decimal,
  type OrderProposal,
  PermissionError,
} from "#core/model";
import { mayApprove } from "#core/risk";
import { approvalDelegations, approvalViews, loadProposal, people, type Transaction } from "#db";
import type { Context } from "../context.ts";

/** A card takes at least so long to read. */
const READING_MS = 2_000;

interface Voter {
  approver: string;
  seat: string | null;
  typedQuantity?: string;
}

/**
 * Whether this person may say yes to this order here and now. The database asks most of it again; these are its
 * reasons in words.
 */
export async function assertMayApprove(
  tx: Transaction,
  ctx: Context,
  request: ApprovalRequest,
  voter: Voter,
): Promise<void> {
  const proposal = await loadProposal(tx, request.proposalId);
  if (!proposal) throw new Error(`the proposal of ${request.id} cannot be read`);
  await assertNotAsker(tx, request, voter);
  assertNotKeptOut(request, voter);
  await assertSeat(tx, request, voter);
  if (voter.seat !== null) await assertDelegated(tx, ctx, proposal, { ...voter, seat: voter.seat });
  assertDoor(ctx, request);
  if (request.typed) assertTyped(proposal, voter.typedQuantity);
  await assertRead(tx, ctx, request, voter.approver);
}

async function assertNotAsker(tx: Transaction, request: ApprovalRequest, voter: Voter): Promise<void> {
  const [row] = await tx.execute(sql`select qd_askers(${request.proposalId}) as askers`);
  const { askers } = z.object({ askers: z.array(z.string()) }).parse(row);
  const others = request.quorum === 1 ? "one other person" : `${request.quorum} other people`;
  const fix = "Ask somebody else with an approver's role. You may decline it to withdraw it.";
  if (askers.includes(voter.approver))
    throw new PermissionError({
      what:
        voter.approver === request.requestedBy
          ? "You asked for this order, so you cannot approve it."
          : "You asked for an order this one rests on, so you cannot approve it.",
      why: `It needs ${others}.`,
      fix,
    });
  if (voter.seat !== null && askers.includes(voter.seat))
    throw new PermissionError({
      what: "Whoever's seat you would vote from asked for this order.",
      why: `Nobody approves their own order, nor lets another do it for them. It needs ${others}.`,
      fix: "Decide from your own seat, if your role may.",
    });
}

function assertNotKeptOut(request: ApprovalRequest, { approver, seat }: Voter): void {
  if (!request.notBy.includes(approver) && (seat === null || !request.notBy.includes(seat))) return;
  throw new PermissionError({
    what: "You may not approve this order.",
    why: `An approval policy keeps you from it (${request.policies.join(", ")}), for example because you run the strategy that asks.`,
    fix: "Ask somebody else with an approver's role.",
  });
}

async function assertSeat(tx: Transaction, request: ApprovalRequest, voter: Voter): Promise<void> {
  const ids = [voter.approver, ...(voter.seat ? [voter.seat] : [])];
  const seated = await tx
    .select({ id: people.id, role: people.role })
    .from(people)
    .where(and(inArray(people.id, ids), isNull(people.disabledAt)));
  const role = seated.find(({ id }) => id === (voter.seat ?? voter.approver))?.role ?? "none";
  if (seated.length === ids.length && mayApprove(role, request.requiredRole)) return;
  const whose = voter.seat === null ? "yours" : "the seat's";
  throw new PermissionError({
    what: `This order needs the role ${request.requiredRole} or a higher one; ${whose} is ${role}.`,
    why: `A yes counts only from a seat with the role${request.policies.length > 0 ? `, by ${request.policies.join(", ")}` : ""}.`,
    fix: "Ask somebody with that role.",
  });
}

async function assertDelegated(
  tx: Transaction,
  ctx: Context,
  proposal: OrderProposal,
  voter: Voter & { seat: string },
): Promise<void> {
  const now = ctx.clock.now();
  const given = await tx
    .select({ id: approvalDelegations.id })
    .from(approvalDelegations)
    .where(
      and(
        eq(approvalDelegations.fromPerson, voter.seat),
        eq(approvalDelegations.toPerson, voter.approver),
        isNull(approvalDelegations.revokedAt),
        lte(approvalDelegations.startsAt, now),
        gt(approvalDelegations.endsAt, now),
        gte(approvalDelegations.maxNotional, proposal.worstNotional),
      ),
    );
  if (given.length > 0) return;
  throw new PermissionError({
    what: "You may not approve this order in that person's place.",
    why: "No delegation from them to you covers an order of this size now.",
    fix: "listDelegations shows what was delegated; a larger one must come from them.",
  });
}

/** What needs typing needs a keyboard and the whole ticket in sight. */
function assertDoor(ctx: Context, request: ApprovalRequest): void {
  if (ctx.actor.via !== "slack" || !request.typed) return;
  throw new ConflictError("TOO_LARGE_FOR_SLACK", {
    what: "An order of this size is not approved in Slack.",
    why: "Whoever approves it types its quantity, with every check in sight.",
    fix: `Approve it in the app: ${ctx.publicUrl}/approvals. Declining works here.`,
  });
}

/**
 * Holds that a person typed the very quantity of an order.
 *
 * @throws ConflictError TYPE_THE_QUANTITY, WRONG_QUANTITY
 */
export function assertTyped({ terms }: Pick<OrderProposal, "terms">, typed: string | undefined): void {
  const digits = (typed ?? "").replaceAll(/[,\s]/g, "");
  if (/^\d+(\.\d+)?$/.test(digits) && decimal(digits).eq(decimal(terms.quantity))) return;
  throw new ConflictError(typed === undefined ? "TYPE_THE_QUANTITY" : "WRONG_QUANTITY", {
    what:
      typed === undefined
        ? "Type the quantity of this order to approve it."
        : `"${typed}" is not the quantity of this order.`,
    why: "At this size a click is not enough: whoever approves shows that they read the number.",
    fix: `Give the quantity of ${terms.symbol} as the card shows it.`,
  });
}

/** A yes within two seconds of being shown was not read. */
async function assertRead(
  tx: Transaction,
  ctx: Context,
  request: ApprovalRequest,
  person: string,
): Promise<void> {
  const [view] = await tx
    .select({ shownAt: approvalViews.shownAt })
    .from(approvalViews)
    .where(and(eq(approvalViews.requestId, request.id), eq(approvalViews.person, person)));
  const shownMs = view ? ctx.clock.now().getTime() - view.shownAt.getTime() : READING_MS;
  if (shownMs >= READING_MS) return;
  throw new ConflictError("TOO_FAST", {
    what: "That was quicker than the card can be read.",
    why: "It was shown to you less than two seconds ago.",
    fix: "Read it, and approve it again if you still want to.",
  });
}
