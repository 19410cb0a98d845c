import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { assertChanges, LimitChanges, Reason } from "./change-limits.ts";
import { changeLimits, LimitPlaceInput, limitPlace } from "./limit-places.ts";
import { askForTwo, assertPerson, LooseningAnswer } from "./limit-requests.ts";

export const loosenLimits = defineOperation({
  name: "loosenLimits",
  summary:
    "Asks for looser risk limits, of the account or of the desk, a strategy, a sector or a symbol. Nothing changes until a second risk-admin asks for exactly the same change within a day; then it is a new version.",
  scope: "risk:loosen",
  effect: "write",
  input: z.strictObject({ ...LimitPlaceInput, changes: LimitChanges, reason: Reason }),
  output: LooseningAnswer,
  events: ["limits.changed", "approval.decided"],
  run: async ({ ctx, tx, input, emit, note }) => {
    assertPerson(ctx);
    const place = await limitPlace(tx, ctx, input);
    const { changes, reason } = input;
    assertChanges(place.current, changes);
    const first = await askForTwo(tx, ctx, place, { changes, reason, minutes: null });
    note(input.account, { level: place.level, key: place.key, changes, reason, first });
    if ("status" in first) return first;
    const setBy = [first.requestedBy, ctx.actor.id];
    const change = { changes, reason: `${first.reason} / ${reason}`, setBy, loosened: true };
    const version = await changeLimits(tx, ctx, place, change, emit);
    return { requestId: first.id, status: "applied" as const, confirmedBy: setBy, version };
  },
});
