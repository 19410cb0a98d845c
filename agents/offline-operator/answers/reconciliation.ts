import { ReconciliationResult } from "../planning/data-results.ts";
import { minute, unmark } from "./format.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

/** Differences told one by one; the page lists the rest. */
const MOST_TOLD = 5;

const reconciliation: Wording = (_request, progress) =>
  toldBy(
    progress,
    "get_reconciliation",
    ReconciliationResult,
    ({ isClean, reason, reconciledAt, ...rest }) => {
      const open = rest.differences.filter(({ resolvedAt }) => resolvedAt === null);
      return paragraphs(
        isClean
          ? `Yes: our books agree with the broker's, compared last at ${minute(reconciledAt)}.`
          : `No: our books do not agree with the broker's since ${minute(reconciledAt)} (${reason}). No position is opened until they do.`,
        open.length > 0 &&
          open
            .slice(0, MOST_TOLD)
            .map(({ says }) => `- ${unmark(says)}`)
            .join("\n"),
        rest.blocks.length > 0 &&
          `Blocked for now: ${rest.blocks.map(({ symbol, alsoExits, reason: why }) => `${symbol} (${why}${alsoExits ? ", exits too" : ""})`).join("; ")}.`,
        hint("The risk page shows every difference, and people lift blocks there."),
      );
    },
  );

export const RECONCILIATION_WORDINGS = { reconciliation };
