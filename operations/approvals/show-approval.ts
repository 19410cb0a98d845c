import { z } from "zod";
import { Instant, NotFoundError } from "#core/model";
import { approvalViews, loadApprovalRequest } from "#db";
import { defineOperation } from "../operation.ts";
import { requirePerson } from "./record-decision.ts";

export const showApproval = defineOperation({
  name: "showApproval",
  summary:
    "Notes that a person has an approval's card before them. From then on a yes of theirs counts after two seconds, so that it can have been read. Only the first time is kept.",
  scope: "approvals:delegated",
  effect: "write",
  input: z.strictObject({ approvalId: z.string().min(1) }),
  output: z.object({ approvalId: z.string(), shownAt: Instant }),
  events: [],
  run: async ({ ctx, tx, input, note, unchanged }) => {
    const person = requirePerson(ctx);
    const request = await loadApprovalRequest(tx, { id: input.approvalId });
    if (!request) throw new NotFoundError("approval", input.approvalId, "listApprovals shows the open ones.");
    const shownAt = ctx.clock.now();
    const stored = await tx
      .insert(approvalViews)
      .values({ requestId: request.id, person, shownAt })
      .onConflictDoNothing()
      .returning();
    if (stored.length === 0) unchanged();
    note(request.id);
    return { approvalId: request.id, shownAt: shownAt.toISOString() };
  },
});
