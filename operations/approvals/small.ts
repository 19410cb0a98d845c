import type { ApprovalRequest } from "#core/model";

/** What may be approved together with others: one person's size, a click enough, and nothing from outside behind it. */
export const isSmall = (request: ApprovalRequest, tainted: boolean): boolean =>
  request.quorum === 1 && !request.typed && !tainted;
