import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { NotFoundError } from "#core/model";
import { apiKeys, people } from "#db";
import { Role } from "../access.ts";
import { defineOperation } from "../operation.ts";

export const createApiKey = defineOperation({
  name: "createApiKey",
  summary:
    "Makes a key for a program that acts as a person, or for the Slack bot. The key is shown once and stored only as a hash.",
  scope: "keys:manage",
  effect: "write",
  input: z.strictObject({
    name: z.string().trim().min(1).max(100),
    personId: z.string().min(1).describe("Whose key it is"),
    role: Role.describe("What it may do; never more than that person"),
    actsFor: z.enum(["self", "slack"]).default("self"),
  }),
  output: z.object({ id: z.string(), name: z.string(), key: z.string() }),
  events: [],
  run: async ({ ctx, tx, input, note }) => {
    const [person] = await tx.select({ id: people.id }).from(people).where(eq(people.id, input.personId));
    if (!person) throw new NotFoundError("person", input.personId, "listPeople shows the ids.");
    const id = ctx.newId("apiKey");
    const key = `qd_${randomBytes(32).toString("base64url")}`;
    await tx.insert(apiKeys).values({ id, ...input, keyHash: hashApiKey(key), createdAt: ctx.clock.now() });
    note(id, { personId: input.personId, role: input.role, actsFor: input.actsFor });
    return { id, name: input.name, key };
  },
});

/** What is stored of a key. Keys are 256 random bits, so a plain hash cannot be guessed backwards. */
export const hashApiKey = (key: string): string => createHash("sha256").update(key).digest("hex");
