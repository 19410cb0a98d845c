import { denies, type Finding, type Gate, passes } from "../gate.ts";
import { flag, present } from "../reading.ts";

/** C05: nobody trades what is restricted; what is watched needs another person. */
export const restrictedList: Gate = {
  id: "C05",
  name: "restricted and watch lists",
  unit: "list",
  formula: "the instrument is on no restricted list; on a watch list one other person must approve",
  limits: [],
  source: "15c3-5(c)(2)(ii)",
  reason: "Some names must not be traded for reasons no price shows.",
  measure(facts): Finding {
    const lists = present(facts.lists, "the lists");
    const restricted = flag(lists.restricted, "whether it is restricted");
    const watched = flag(lists.watched, "whether it is watched");
    if (restricted) return denies("The instrument is restricted on this desk.", "restricted", "none");
    if (!watched) return { ...passes("The instrument is on no list."), figure: "none", limit: "none" };
    return {
      outcome: "approve",
      figure: "watched",
      limit: "none",
      reason: "The instrument is watched, so one other person must approve.",
    };
  },
};
