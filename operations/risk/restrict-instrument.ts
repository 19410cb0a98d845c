import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { PermissionError } from "#core/model";
import { instrumentLists, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";
import { Reason } from "./change-limits.ts";
import { limitPlace } from "./limit-places.ts";
import { askForTwo, assertPerson } from "./limit-requests.ts";

const List = z.enum(["restricted", "watched", "none"]);
type List = z.infer<typeof List>;
const STRENGTH: Record<List, number> = { none: 0, watched: 1, restricted: 2 };

export const restrictInstrument = defineOperation({
  name: "restrictInstrument",
  summary:
    "Puts a name on the restricted list, where nobody trades it, or on the watch list, where another person must approve. Taking it off takes two risk-admins who ask for exactly the same within a day.",
  scope: "risk:tighten",
  effect: "write",
  input: z.strictObject({
    account: z.string().min(1).max(64).default("paper"),
    symbol: z.string().min(1).max(80),
    list: List.describe("none takes it off"),
    reason: Reason,
  }),
  output: z.object({
    symbol: z.string(),
    list: List.describe("The list it is on now"),
    status: z.enum(["applied", "waiting"]),
    setBy: z.array(z.string()),
  }),
  events: ["limits.changed"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const { symbol } = requireInstrument(ctx, input.symbol);
    // Under the account's lock, so that two changes of a list come one after the other.
    const place = await limitPlace(tx, ctx, { account: input.account, level: "symbol", key: symbol });
    const before = await listOf(tx, symbol);
    note(symbol, { list: input.list, before, reason: input.reason });
    let setBy = [ctx.actor.id];
    if (STRENGTH[input.list] < STRENGTH[before]) {
      assertMayLoosen(ctx);
      const { list, reason } = input;
      // Its own kind of wish: no limit is called so.
      const first = await askForTwo(tx, ctx, place, { changes: { list } as object, reason, minutes: null });
      if ("status" in first) return { symbol, list: before, status: first.status, setBy: first.confirmedBy };
      setBy = [first.requestedBy, ctx.actor.id];
    }
    await tx.insert(instrumentLists).values({
      version: sql<number>`(select coalesce(max(version), 0) + 1 from instrument_lists)`,
      symbol,
      list: input.list,
      reason: input.reason,
      setBy,
      setAt: ctx.clock.now(),
    });
    emit({ type: "limits.changed", entityId: input.account, payload: { symbol, list: input.list } });
    return { symbol, list: input.list, status: "applied" as const, setBy };
  },
});

async function listOf(tx: Transaction, symbol: string): Promise<List> {
  const [row] = await tx
    .select({ list: instrumentLists.list })
    .from(instrumentLists)
    .where(eq(instrumentLists.symbol, symbol))
    .orderBy(desc(instrumentLists.version))
    .limit(1);
  return List.parse(row?.list ?? "none");
}

function assertMayLoosen(ctx: Context): void {
  assertPerson(ctx);
  if (ctx.actor.scopes.has("risk:loosen")) return;
  throw new PermissionError({
    what: "Taking a name off a list is for risk-admins.",
    why: "Anyone may restrict; loosening takes two with the role.",
    fix: "Ask two risk-admins.",
  });
}
