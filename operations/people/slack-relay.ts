import { eq } from "drizzle-orm";
import { z } from "zod";
import { inbox, slackCards } from "#db";
import { defineOperation } from "../operation.ts";

const SlackCard = z.object({ approvalId: z.string(), channel: z.string(), ts: z.string() });

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

export const getSlackCard = defineOperation({
  name: "getSlackCard",
  summary: "Tells where an approval's card stands in Slack, or that it has none.",
  scope: "bot:relay",
  effect: "read",
  input: z.strictObject({ approvalId: z.string().min(1) }),
  output: z.object({ card: SlackCard.nullable() }),
  run: async ({ tx, input }) => {
    const [card] = await tx.select().from(slackCards).where(eq(slackCards.approvalId, input.approvalId));
    return { card: card ?? null };
  },
});

export const recordInbound = defineOperation({
  name: "recordInbound",
  summary: "Notes a message from outside by its id and says whether it is the first of its kind.",
  scope: "bot:relay",
  effect: "write",
  input: z.strictObject({ source: z.string().min(1).max(50), eventId: z.string().min(1).max(200) }),
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
