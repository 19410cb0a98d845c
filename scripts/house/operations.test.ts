import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Actor, AGENT_SCOPES, type Context, OPERATIONS, ROLE_SCOPES, Role, Scope } from "#operations";

const audited: unknown[] = [];

/** An actor without any scope, before a desk that only notes what is written. */
const nobody = {
  actor: {
    id: "nobody",
    name: "Nobody",
    kind: "person",
    role: null,
    scopes: new Set(),
    onBehalfOf: "nobody",
    via: "api",
  } satisfies Actor,
  clock: { now: () => new Date(0) },
  log: { debug() {}, info() {}, warn() {}, error() {} },
  db: {
    transaction: async (work: (tx: unknown) => Promise<unknown>) =>
      work({ insert: () => ({ values: async (row: unknown) => void audited.push(row) }) }),
  },
} as unknown as Context;

describe.each(OPERATIONS.map((operation) => [operation.name, operation] as const))(
  "operation %s",
  (_name, operation) => {
    it("declares a scope, schemas, a summary and, if it writes, what it tells the world", () => {
      expect(Scope.safeParse(operation.scope).success).toBe(true);
      expect(operation.input).toBeInstanceOf(z.ZodType);
      expect(operation.output).toBeInstanceOf(z.ZodType);
      expect(operation.summary).toMatch(/^[A-Z].{20,}\.$/s);
      if (operation.effect === "read" && operation.name !== "proposeFromSignals")
        expect(operation.events).toEqual([]);
    });

    it("refuses an actor without its scope, and records the attempt", async () => {
      audited.length = 0;
      await expect(operation.perform(nobody, {})).rejects.toMatchObject({ code: "NOT_PERMITTED" });
      expect(audited).toEqual([
        expect.objectContaining({ action: operation.name, outcome: "denied", actor: "nobody" }),
      ]);
    });

    it("refuses keys it does not know", () => {
      expect(operation.input.safeParse({ surprise: true }).success).toBe(false);
    });
  },
);

describe("scopes", () => {
  it("of our own processes belong to no role and no agent", () => {
    const held = [...Role.options.flatMap((role) => [...ROLE_SCOPES[role]]), ...AGENT_SCOPES];
    expect(held.filter((scope) => scope.startsWith("system:") || scope === "bot:relay")).toEqual([]);
  });

  it("of agents may stop and tighten, and never approve, promote, resume, loosen or look after people", () => {
    expect(
      [...AGENT_SCOPES].filter((scope) => /approve$|^risk:(?!read|halt|tighten)|manage|audit/.test(scope)),
    ).toEqual([]);
  });
});
