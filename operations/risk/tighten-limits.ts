import { z } from "zod";
import { PermissionError, RiskLimitsVersion } from "#core/model";
import { loosenedLimits } from "#core/risk";
import { defineOperation } from "../operation.ts";
import { assertChanges, currentLimits, LimitChanges, putInForce, Reason } from "./change-limits.ts";

export const tightenLimits = defineOperation({
  name: "tightenLimits",
  summary:
    "Makes risk limits stricter, at once, as a new version. A change that would loosen any limit is refused whole.",
  scope: "risk:tighten",
  effect: "write",
  input: z.strictObject({
    account: z.string().min(1).max(64).default("paper"),
    changes: LimitChanges,
    reason: Reason,
  }),
  output: RiskLimitsVersion,
  events: ["limits.changed", "approval.decided"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const current = await currentLimits(tx, input.account);
    assertChanges(current.limits, input.changes);
    const loosened = loosenedLimits(current.limits, input.changes);
    if (loosened.length > 0)
      throw new PermissionError({
        what: `This would loosen ${loosened.join(", ")}.`,
        why: "One person may only tighten; loosening takes two risk-admins.",
        fix: "Use loosenLimits, and have a second risk-admin repeat it.",
      });
    note(input.account, { changes: input.changes, reason: input.reason });
    const limits = { ...current.limits, ...input.changes };
    return putInForce(
      tx,
      ctx,
      input.account,
      { limits, version: current.version + 1, reason: input.reason, setBy: [ctx.actor.id], loosened: false },
      emit,
    );
  },
});
