import { tightenLimits } from "#operations";
import { toolFor } from "./tool-for.ts";

export const tightenLimitsTool = toolFor(tightenLimits, {
  describe:
    'Call it only when the person asked for a stricter limit in this conversation. Names and units are those of get_limits; amounts are text such as "2000", shares are fractions. It can only make limits stricter, at once, and voids what waits for approval under the old ones; nobody here can undo it, since loosening takes two risk-admins. Say the old and the new figure.',
});
