import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { assertChanges, LimitChanges, Reason } from "./change-limits.ts";
import { changeLimits, LimitPlaceInput, limitPlace } from "./limit-places.ts";
import { askForTwo, assertPerson, LooseningAnswer } from "./limit-requests.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

export const overrideLimits = defineOperation({
  name: "overrideLimits",
  summary:
    "Asks for other risk limits for a while, a day at most. Nothing changes until a second risk-admin asks for exactly the same within a day; the override ends by itself, and every other layer still holds.",
  scope: "risk:loosen",
  effect: "write",
  input: z.strictObject({
    ...LimitPlaceInput,
    changes: LimitChanges,
    minutes: z.number().int().min(1).max(DAY_MINUTES).describe("From the second person's yes on"),
    reason: Reason,
  }),
  output: LooseningAnswer,
  events: ["limits.changed", "approval.decided"],
  run: async ({ ctx, tx, input, emit, note }) => {
    assertPerson(ctx);
    const place = await limitPlace(tx, ctx, input);
    const { changes, reason, minutes } = input;
    assertChanges(place.current, changes);
    const first = await askForTwo(tx, ctx, place, { changes, reason, minutes });
    note(input.account, { level: place.level, key: place.key, changes, minutes, reason, first });
    if ("status" in first) return first;
    const setBy = [first.requestedBy, ctx.actor.id];
    const endsAt = new Date(ctx.clock.now().getTime() + minutes * MINUTE_MS);
    const change = { changes, reason: `${first.reason} / ${reason}`, setBy, loosened: true, endsAt };
    const version = await changeLimits(tx, ctx, place, change, emit);
    return { requestId: first.id, status: "applied" as const, confirmedBy: setBy, version };
  },
});
