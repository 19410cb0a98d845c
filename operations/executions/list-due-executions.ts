import { and, asc, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { z } from "zod";
import { executions, loadAccount, loadWorked } from "#db";
import { defineOperation } from "../operation.ts";
import { dueAction } from "./due-action.ts";
import { ENDED } from "./list-executions.ts";

/** More at once wait for the next round. */
const MAX_ALIVE = 200;

export const listDueExecutions = defineOperation({
  name: "listDueExecutions",
  summary:
    "Lists executions about which something is due now, and the orders of theirs that are to be canceled.",
  scope: "system:slice",
  effect: "read",
  internal: true,
  input: z.strictObject({}),
  output: z.object({
    advance: z.array(z.string()).describe("Executions"),
    report: z.array(z.string()).describe("Executions that ended and whose cost is not stored"),
    cancel: z.array(z.string()).describe("Client order ids"),
  }),
  run: async ({ ctx, tx }) => {
    const alive = await tx
      .select({ id: executions.id })
      .from(executions)
      .where(
        or(
          inArray(executions.status, ["proposed", "working", "paused"]),
          and(inArray(executions.status, ENDED), isNotNull(executions.startedAt), isNull(executions.report)),
        ),
      )
      .orderBy(asc(executions.endsAt))
      .limit(MAX_ALIVE);
    const due = { advance: [] as string[], report: [] as string[], cancel: [] as string[] };
    for (const { id } of alive) {
      const worked = await loadWorked(tx, id);
      const account = worked && (await loadAccount(tx, worked.whole.terms.account));
      if (!worked || !account) continue;
      const action = dueAction(worked, account, ctx.clock.now(), { haltFlag: ctx.haltFlag() });
      if (action.kind === "report") due.report.push(id);
      else if (action.kind === "cancel-order") due.cancel.push(action.clientOrderId);
      else if (action.kind !== "nothing") due.advance.push(id);
    }
    return due;
  },
});
