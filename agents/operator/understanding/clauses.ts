/** Verbs that begin a new wish after "and" or a comma. */
const VERBS =
  "buy|sell|put|invest|tune|optimi[sz]e|backtest|back-test|test|show|tell|explain|remember|forget|list|give|what|which|how|why|check|run|propose|place|sweep|find|compare|get|trim|exit|close|recall|do (?:we|i|you)|is|are|then|generate|read|chart|dump|add";

const BREAKS = new RegExp(
  String.raw`\s*(?:[.;!?]+\s+(?=\S)|,?\s+(?:and then|then|after that|afterwards)[,\s]+|,\s*(?:and\s+|also\s+)?(?=(?:${VERBS})\b)|\s+and\s+(?:also\s+|please\s+)?(?=(?:${VERBS})\b))`,
  "i",
);

/** Longest message the operator takes apart; the conversation itself refuses longer ones. */
const MAX_CLAUSES = 8;

/**
 * Cuts a message into the things it asks for, in order. Decimal points, prices and questions inside one wish
 * stay together.
 */
export function clausesOf(text: string): string[] {
  const clauses = text
    .replace(/\s+/g, " ")
    .split(BREAKS)
    .map((clause) => clause?.trim() ?? "")
    .filter((clause) => /[a-z0-9]/i.test(clause));
  const joined: string[] = [];
  for (const clause of clauses) {
    // "between 2010 and …" or "Apple and what …" never leave a stump of one short word.
    const previous = joined.at(-1);
    if (previous !== undefined && /^(please|ok|okay|so|well|hey|hi|hello|right)$/i.test(previous))
      joined[joined.length - 1] = clause;
    else joined.push(clause);
  }
  return joined.slice(0, MAX_CLAUSES);
}
