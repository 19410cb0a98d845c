import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { ApprovalRequest } from "#core/model";
import { inbox, loadApprovalRequest, loadOrder, slackCards } from "#db";
import { defineOperation } from "../operation.ts";
import { loadTicket, Ticket } from "../orders/get-ticket.ts";

const SlackCard = z.object({ approvalId: z.string(), channel: z.string(), ts: z.string() });
const InboundId = z.strictObject({ source: z.string().min(1).max(50), eventId: z.string().min(1).max(200) });

export const recordSlackCard = defineOperation({
  name: "recordSlackCard",
  summary: "Remembers where an approval's card stands in Slack, so that it can be updated after a restart.",
  scope: "bot:relay",
  effect: "write",
  input: z.strictObject({ approvalId: z.string().min(1), channel: z.string().min(1), ts: z.string().min(1) }),
  output: SlackCard,
  events: [],
  run: async ({ ctx, tx, input, note }) => {
    note(input.approvalId);
    await tx
      .insert(slackCards)
      .values({ ...input, createdAt: ctx.clock.now() })
      .onConflictDoUpdate({ target: slackCards.approvalId, set: { channel: input.channel, ts: input.ts } });
    return input;
  },
});

export const getApprovalCard = defineOperation({
  name: "getApprovalCard",
  summary:
    "Gives everything an approval's card shows, by the id of the approval, its proposal or its order, and where the card stands in Slack. Null when nobody was asked about it.",
  scope: "bot:relay",
  effect: "read",
  input: z.strictObject({ about: z.string().min(1).max(64) }),
  output: z.object({
    card: z
      .object({
        ticket: Ticket.extend({ approval: ApprovalRequest }),
        place: SlackCard.nullable(),
      })
      .nullable(),
  }),
  run: async ({ ctx, tx, input }) => {
    const order = await loadOrder(tx, { clientOrderId: input.about });
    const request =
      (await loadApprovalRequest(tx, { id: input.about })) ??
      (await loadApprovalRequest(tx, { proposalId: order?.proposalId ?? input.about }));
    if (!request) return { card: null };
    const ticket = await loadTicket(tx, ctx, request.proposalId);
    const [place] = await tx.select().from(slackCards).where(eq(slackCards.approvalId, request.id));
    return {
      card: {
        ticket: { ...ticket, approval: request },
        place: place ?? null,
      },
    };
  },
});

export const findInbound = defineOperation({
  name: "findInbound",
  summary: "Says whether a message from outside has been dealt with, by its id.",
  scope: "bot:relay",
  effect: "read",
  input: InboundId,
  output: z.object({ known: z.boolean() }),
  run: async ({ tx, input }) => {
    const found = await tx
      .select({ eventId: inbox.eventId })
      .from(inbox)
      .where(and(eq(inbox.source, input.source), eq(inbox.eventId, input.eventId)));
    return { known: found.length > 0 };
  },
});

export const recordInbound = defineOperation({
  name: "recordInbound",
  summary:
    "Notes by its id that a message from outside has been dealt with, and says whether it was the first of its kind.",
  scope: "bot:relay",
  effect: "write",
  input: InboundId,
  output: z.object({ fresh: z.boolean() }),
  events: [],
  run: async ({ ctx, tx, input, note }) => {
    note(input.eventId);
    const stored = await tx
      .insert(inbox)
      .values({ ...input, receivedAt: ctx.clock.now() })
      .onConflictDoNothing()
      .returning();
    return { fresh: stored.length === 1 };
  },
});
