import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { ConflictError, NotFoundError } from "#core/model";
import { people } from "#db";
import { Role } from "../access.ts";
import { defineOperation } from "../operation.ts";

export const PersonRecord = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  slackUserId: z.string().nullable(),
  disabled: z.boolean(),
});
export type PersonRecord = z.infer<typeof PersonRecord>;

export const toPerson = (row: typeof people.$inferSelect): PersonRecord =>
  PersonRecord.parse({ ...row, disabled: row.disabledAt !== null });

export const invitePerson = defineOperation({
  name: "invitePerson",
  summary:
    "Gives a person a seat with a role. They sign in by a one-time link; inviting again makes a new link.",
  scope: "people:manage",
  effect: "write",
  input: z.strictObject({
    name: z.string().trim().min(1).max(100),
    email: z
      .email()
      .max(200)
      .transform((email) => email.toLowerCase()),
    role: Role,
  }),
  output: z.object({ person: PersonRecord, signInUrl: z.string() }),
  events: [],
  // The link is made by whoever keeps sessions; its token is stored hashed and used once.
  prepare: ({ ctx, input }) => ctx.createSignInLink(input.email),
  run: async ({ ctx, tx, input, prepared: signInUrl, note }) => {
    const now = ctx.clock.now();
    const [existing] = await tx.select().from(people).where(eq(people.email, input.email));
    if (existing && existing.role !== input.role)
      throw new ConflictError("PERSON_EXISTS", {
        what: `${input.email} already has a seat as ${existing.role}.`,
        why: "Inviting again does not change a role.",
        fix: "Invite with the same role to make a new link.",
      });
    const [row] = existing
      ? [existing]
      : await tx
          .insert(people)
          .values({ id: ctx.newId("person"), ...input, createdAt: now, updatedAt: now })
          .returning();
    if (!row) throw new Error("the person was neither stored nor found");
    note(row.id, { role: row.role });
    return { person: toPerson(row), signInUrl };
  },
});

export const listPeople = defineOperation({
  name: "listPeople",
  summary: "Lists everyone with a seat and their role.",
  scope: "people:read",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ people: z.array(PersonRecord) }),
  run: async ({ tx }) => ({
    people: (await tx.select().from(people).orderBy(asc(people.name))).map(toPerson),
  }),
});

export const linkSlackUser = defineOperation({
  name: "linkSlackUser",
  summary: "Links a Slack user to a person, so that their clicks in Slack count as theirs.",
  scope: "people:manage",
  effect: "write",
  input: z.strictObject({
    personId: z.string().min(1),
    slackUserId: z.string().regex(/^[UW][A-Z0-9]{2,20}$/, "must be a Slack user id such as U024BE7LH"),
  }),
  output: PersonRecord,
  events: [],
  run: async ({ ctx, tx, input, note }) => {
    const [taken] = await tx.select().from(people).where(eq(people.slackUserId, input.slackUserId));
    if (taken && taken.id !== input.personId)
      throw new ConflictError("SLACK_USER_TAKEN", {
        what: `That Slack user is already linked to ${taken.name}.`,
        why: "One Slack user is one person; otherwise one hand could vote twice.",
        fix: "Link the right Slack user.",
      });
    const [row] = await tx
      .update(people)
      .set({ slackUserId: input.slackUserId, updatedAt: ctx.clock.now() })
      .where(eq(people.id, input.personId))
      .returning();
    if (!row) throw new NotFoundError("person", input.personId, "listPeople shows the ids.");
    note(row.id, { slackUserId: input.slackUserId });
    return toPerson(row);
  },
});

export const whoAmI = defineOperation({
  name: "whoAmI",
  summary: "Says who is asking, with which role and scopes.",
  scope: "health:read",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    role: Role.nullable(),
    via: z.string(),
    scopes: z.array(z.string()),
  }),
  run: async ({ ctx: { actor } }) => ({ ...actor, scopes: [...actor.scopes].sort() }),
});
