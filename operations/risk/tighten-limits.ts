import { z } from "zod";
import { PermissionError } from "#core/model";
import { loosenedLimits } from "#core/risk";
import { defineOperation } from "../operation.ts";
import { assertChanges, LimitChanges, Reason } from "./change-limits.ts";
import { ChangedLimits, changeLimits, LimitPlaceInput, limitPlace } from "./limit-places.ts";

export const tightenLimits = defineOperation({
  name: "tightenLimits",
  summary:
    "Makes risk limits stricter, at once, as a new version: of the account, or of the desk, a strategy, a sector or a symbol. A change that would loosen any limit is refused whole.",
  scope: "risk:tighten",
  effect: "write",
  input: z.strictObject({ ...LimitPlaceInput, changes: LimitChanges, reason: Reason }),
  output: ChangedLimits,
  events: ["limits.changed", "approval.decided"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const place = await limitPlace(tx, ctx, input);
    const { changes, reason } = input;
    assertChanges(place.current, changes);
    const loosened = loosenedLimits(place.current, changes);
    if (loosened.length > 0)
      throw new PermissionError({
        what: `This would loosen ${loosened.join(", ")}.`,
        why: "One person may only tighten; loosening takes two risk-admins.",
        fix: "Use loosenLimits, and have a second risk-admin repeat it.",
      });
    note(input.account, { level: place.level, key: place.key, changes, reason });
    const change = { changes, reason, setBy: [ctx.actor.id], loosened: false };
    return changeLimits(tx, ctx, place, change, emit);
  },
});
