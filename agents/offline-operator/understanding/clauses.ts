/** Words a new wish begins with. A connector splits a sentence only before one of them. */
const VERBS =
  "show|list|give|get|tell|display|print|pull|bring|fetch|check|look|see|find|backtest|test|simulate|replay|run|rerun|tune|optimise|sweep|search|grid|fit|calibrate|buy|purchase|acquire|sell|short|dump|trim|reduce|close|exit|liquidate|flatten|invest|put|allocate|deploy|spend|place|propose|order|submit|double|halve|approve|decline|reject|cancel|withdraw|halt|stop(?! (?:at|loss|of|price|order|limit|[$\\d]))|pause|resume|raise|increase|lower|loosen|tighten|remember|note|save|store|recall|forget|delete|explain|why|what|how|when|where|who|which|is|are|do|does|did|will|would|should|can|could|judge|compare|quote|price|chart|plot|generate|read|scan|analyse|analyze|summarise|summarize|describe|walk|help|make|switch|use|try|repeat|redo|transfer|send|override|bypass|ignore|skip|then|let us";
const NOUNS =
  "positions?|holdings|orders?|open orders|fills|trades|executions|cash|portfolio|account|limits?|approvals|pnl|news|headlines|signals|strategies|exposure|health|instruments|buying power|balance|equity|risk";
const STARTER = String.raw`(?:(?:please|also|then|now|finally|next|maybe|just|so|and|ok|i want to|i would like to|i want|can you|could you|would you|will you|let us|go|if (?:that|it) (?:works|passes|looks good|is good|holds up),?)\s+)*(?:(?:${VERBS})\b|(?:my|our|the|all|open|any|latest|recent|current)\s+(?:\w+\s+)?(?:${NOUNS})\b|(?:${NOUNS})\b|a? ?(?:quote|chart|list)\b|\$?\d[\d,.]*k?\s*(?:shares? |units? )?(?:of |in |into )?@|half (?:of )?(?:that|it)\b|to (?:buy|sell|backtest|tune|show|explain|put)\b)`;

/** Between two wishes whatever comes: the end of a sentence, a new line, "then". */
const HARD =
  /(?:[.!?;]+\s+|\s*\n+\s*|[,;]?\s*\b(?:and\s+)?(?:then|after (?:that|which)|afterwards|next up|finally|lastly)\b,?\s+)(?=\S)/g;
/** Between two wishes only when a new one begins behind it. */
const SOFT = new RegExp(
  String.raw`\s*(?:,\s*(?:and|but|also|plus)?|\band\b|\bplus\b|\bbut\b|\balso\b|\s&\s)\s+(?=${STARTER})`,
  "g",
);
/** What is to be remembered may be any sentence and is not cut at "and". */
const KEEPS_TEXT =
  /^(?:please )?(?:remember|note|keep in mind|save|store|forget|recall|make a note|from now on)\b/;
/** Unless what follows can only be a wish of its own. */
const AFTER_KEPT = /,? and (?:then |also )?(?=(?:show|tell|give) me\b)/g;
/** Two verbs on one object: "backtest and tune a cross". */
const JOINED_NOUNS = /\b(?:between|from|both|fast [\d.]+|since)\s*$/;

/**
 * Cuts a message into its wishes, in order. "AAPL and MSFT" stays whole, "buy AAPL and sell MSFT" does not.
 *
 * @param text normalised, with instruments as @SYMBOL
 */
export function splitClauses(text: string): string[] {
  return splitAt(text, HARD)
    .flatMap((sentence) =>
      KEEPS_TEXT.test(sentence) ? splitAt(sentence, AFTER_KEPT) : splitAt(sentence, SOFT),
    )
    .map((clause) => clause.replace(/^(?:and|but|also|plus|so|,)\s+(?=\S+\s)/, "").trim())
    .filter((clause) => /[a-z0-9@]/i.test(clause));
}

function splitAt(text: string, connector: RegExp): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(connector)) {
    if (JOINED_NOUNS.test(text.slice(from, match.index))) continue;
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}
