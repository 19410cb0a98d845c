import { eq } from "drizzle-orm";
import { z } from "zod";
import { ConflictError, NotFoundError, PermissionError } from "#core/model";
import { accounts, loadAccount } from "#db";
import { defineOperation } from "../operation.ts";
import { Reason } from "./change-limits.ts";
import { TradingStateChange } from "./halt.ts";

/** How long a desk only reduces after a halt before it may open positions again. */
const REDUCING_MS = 15 * 60_000;

export const resume = defineOperation({
  name: "resume",
  summary:
    "Moves trading one step back up: from HALTED to REDUCING, and after 15 minutes there to ACTIVE. Takes a person with the role and a reason.",
  scope: "risk:resume",
  effect: "write",
  input: z.strictObject({ account: z.string().min(1).max(64).default("paper"), reason: Reason }),
  output: TradingStateChange,
  events: ["trading.resumed"],
  run: async ({ ctx, tx, input, emit, note }) => {
    if (ctx.actor.kind !== "person")
      throw new PermissionError({
        what: "Only a person resumes trading.",
        why: "What stopped it must have been looked at.",
        fix: "Ask a risk-admin.",
      });
    const held = await loadAccount(tx, input.account, { lock: true });
    if (!held) throw new NotFoundError("account", input.account, 'The account of this desk is "paper".');
    const now = ctx.clock.now();
    const waitedMs = now.getTime() - held.stateChangedAt.getTime();
    if (held.tradingState === "ACTIVE")
      throw new ConflictError("ALREADY_ACTIVE", {
        what: "Trading is already active.",
        why: "There is nothing to resume.",
        fix: "Nothing needs to be done.",
      });
    if (held.tradingState === "REDUCING" && waitedMs < REDUCING_MS)
      throw new ConflictError("STILL_REDUCING", {
        what: `Positions may only shrink for another ${Math.ceil((REDUCING_MS - waitedMs) / 60_000)} minutes.`,
        why: "After a halt the desk reduces for 15 minutes before it opens anything.",
        fix: "Resume again after that.",
      });
    const tradingState = held.tradingState === "HALTED" ? ("REDUCING" as const) : ("ACTIVE" as const);
    await tx
      .update(accounts)
      .set({ tradingState, stateReason: input.reason, stateChangedAt: now })
      .where(eq(accounts.account, input.account));
    note(input.account, { from: held.tradingState, to: tradingState, reason: input.reason });
    emit({
      type: "trading.resumed",
      entityId: input.account,
      payload: { tradingState, reason: input.reason },
    });
    ctx.setHaltFlag(false, input.reason);
    return { tradingState, killEpoch: held.killEpoch, changedAt: now.toISOString(), reason: input.reason };
  },
});
