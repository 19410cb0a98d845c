import { eq } from "drizzle-orm";
import { z } from "zod";
import { Environment, PositiveDecimalText, RiskLimits } from "#core/model";
import { accounts, cashMovements, insertLimits, loadAccount, people } from "#db";
import { defineOperation } from "../operation.ts";
import { PersonRecord, toPerson } from "../people/people.ts";

export const openDesk = defineOperation({
  name: "openDesk",
  summary:
    "Makes sure the desk has its first limits, its account and its owner. Changes nothing that is there.",
  scope: "system:data",
  effect: "write",
  internal: true,
  input: z.strictObject({
    account: z.string().min(1).max(64),
    environment: Environment,
    cash: PositiveDecimalText,
    owner: z.strictObject({ name: z.string().min(1), email: z.email() }),
  }),
  output: z.object({ owner: PersonRecord, isNew: z.boolean() }),
  events: [],
  run: async ({ ctx, tx, input, note, unchanged }) => {
    const now = ctx.clock.now();
    const held = await loadAccount(tx, input.account);
    if (!held) {
      await insertLimits(
        tx,
        {
          version: 1,
          limits: RiskLimits.parse({}),
          reason: "Defaults of a new desk",
          setBy: [ctx.actor.id],
          setAt: now.toISOString(),
        },
        { loosened: false },
      );
      await tx.insert(accounts).values({
        account: input.account,
        environment: input.environment,
        cash: input.cash,
        equityAtOpen: input.cash,
        openedOn: now.toISOString().slice(0, 10),
        stateChangedAt: now,
        limitsVersion: 1,
        reconciledAt: now,
        source: "simulated",
      });
      await tx.insert(cashMovements).values({
        id: ctx.newId("movement"),
        account: input.account,
        kind: "opening",
        amount: input.cash,
        causedBy: input.account,
        reason: "What the account began with",
        recordedBy: ctx.actor.id,
        occurredAt: now,
      });
    }
    const [known] = await tx.select().from(people).where(eq(people.email, input.owner.email));
    const [owner] = known
      ? [known]
      : await tx
          .insert(people)
          .values({
            id: ctx.newId("person"),
            ...input.owner,
            role: "admin",
            emailVerified: true,
            createdAt: now,
            updatedAt: now,
          })
          .returning();
    if (!owner) throw new Error("the owner was neither stored nor found");
    if (held && known) unchanged();
    note(input.account, { isNew: !held });
    return { owner: toPerson(owner), isNew: !held };
  },
});
