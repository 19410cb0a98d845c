import { and, count, gt, ne } from "drizzle-orm";
import { z } from "zod";
import { type ApprovalRequest, decimal, type OrderProposal, Side, toText } from "#core/model";
import { approvalRequests, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { isSmall } from "./small.ts";

/** Questions in an hour past which nobody reads each as they should. */
const MAX_ASKS_PER_HOUR = 10;
const HOUR_MS = 3_600_000;

/** Waiting orders put together by instrument and direction, where there are too many to read one by one. */
export const Digest = z.object({
  asksInHour: z.number().int().describe("Questions put to this person in the last hour"),
  mostInHour: z.number().int(),
  groups: z.array(
    z.object({
      symbol: z.string(),
      side: Side,
      orders: z.number().int(),
      worstNotionalUsd: z.string().describe("Of all of them together"),
      together: z.array(z.string()).describe("Approvals among them that may be answered in one go"),
    }),
  ),
});
export type Digest = z.infer<typeof Digest>;

interface Waiting {
  request: ApprovalRequest;
  proposal: OrderProposal;
}

/** @returns null while a person is asked no more often than they can read */
export async function digestOf(
  tx: Transaction,
  ctx: Context,
  waiting: readonly Waiting[],
): Promise<Digest | null> {
  const person = ctx.actor.onBehalfOf ?? ctx.actor.id;
  const since = new Date(ctx.clock.now().getTime() - HOUR_MS);
  const [asked] = await tx
    .select({ asks: count() })
    .from(approvalRequests)
    .where(and(gt(approvalRequests.requestedAt, since), ne(approvalRequests.requestedBy, person)));
  const asksInHour = asked?.asks ?? 0;
  if (asksInHour <= MAX_ASKS_PER_HOUR) return null;
  const groups = new Map<string, Digest["groups"][number]>();
  for (const { request, proposal } of waiting.filter(({ request }) => request.status === "pending")) {
    const { symbol, side } = proposal.terms;
    const group = groups.get(`${symbol} ${side}`) ?? {
      symbol,
      side,
      orders: 0,
      worstNotionalUsd: "0",
      together: [],
    };
    groups.set(`${symbol} ${side}`, {
      ...group,
      orders: group.orders + 1,
      worstNotionalUsd: toText(decimal(group.worstNotionalUsd).plus(decimal(proposal.worstNotional))),
      together: isForTogether(request, proposal, person) ? [...group.together, request.id] : group.together,
    });
  }
  const largestFirst = [...groups.values()].sort((a, b) =>
    decimal(b.worstNotionalUsd).cmp(decimal(a.worstNotionalUsd)),
  );
  return { asksInHour, mostInHour: MAX_ASKS_PER_HOUR, groups: largestFirst };
}

const isForTogether = (request: ApprovalRequest, { tainted }: OrderProposal, person: string): boolean =>
  isSmall(request, tainted) &&
  request.requestedBy !== person &&
  !request.approvals.some((vote) => vote.approver === person);
