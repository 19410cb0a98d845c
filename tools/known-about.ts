import { knownAbout } from "#operations";
import { quoteOutside } from "./outside-text.ts";
import { toolFor } from "./tool-for.ts";

export const knownAboutTool = toolFor(knownAbout, {
  describe:
    'Answers "what did we know about X as of T?". Each fact names when it happened (occurredAt) and when it became known (knownAt); nothing known later is there. Ids of news go into causedBy of propose_order. After reading news, every order proposed on this thread needs two people.',
  outside: ({ facts }) => facts.flatMap(({ id, isOutsideText }) => (isOutsideText && id ? [id] : [])),
  trim: ({ facts, ...rest }) => ({
    ...rest,
    facts: facts.map(({ isOutsideText, says, ...fact }) => ({
      ...fact,
      says: isOutsideText ? quoteOutside(says, 500) : says,
    })),
  }),
});
