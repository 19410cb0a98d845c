import type { Intent } from "./request.ts";

/** One way of asking for something. The first rule that matches decides, so the narrow ones stand first. */
export interface IntentRule {
  intent: Intent;
  pattern: RegExp;
  /** For what only people may do, or what cannot be done at all: which of them. */
  topic?: string;
}

const rule = (intent: Intent, pattern: RegExp, topic?: string): IntentRule => ({ intent, pattern, topic });

export const INTENT_RULES: readonly IntentRule[] = [
  // Things no agent may do, however they are asked for.
  rule(
    "peopleOnly",
    /\b(approve|sign off|greenlight|green-light)\b(?!.*\b(waiting|pending|list|inbox)\b)/,
    "approve",
  ),
  rule("peopleOnly", /\b(decline|reject) (?:the|that|this|my|it|order|proposal|trade)/, "approve"),
  rule(
    "peopleOnly",
    /\b(raise|loosen|increase|lift|bump|remove|disable|relax|change|set|tighten|lower|reduce|cut) (?:\w+ ){0,3}(limits?|caps?|max order|collar|thresholds?)\b/,
    "limits",
  ),
  rule(
    "peopleOnly",
    /\b(resume|unhalt|restart|re-?enable|turn .* back on) (?:the )?(trading|desk)\b/,
    "resume",
  ),
  rule(
    "peopleOnly",
    /\b(override|bypass|skip|ignore|get around|disable|turn off) (?:\w+ ){0,3}(risk|gates?|checks?|approvals?|limits?|rules?|controls?|safety)\b/,
    "bypass",
  ),
  rule(
    "peopleOnly",
    /\b(cancel|kill|pull|withdraw) (?:\w+ ){0,3}(orders?|that|it|trade|everything)\b/,
    "cancel",
  ),
  rule(
    "peopleOnly",
    /\b(stop|halt|freeze|pause|shut down) (?:all |the )?(trading|desk|everything|orders)\b/,
    "halt",
  ),
  rule(
    "impossible",
    /\b(transfer|wire|withdraw|deposit|send) (?:\w+ ){0,3}(money|cash|funds|dollars|usd|bank)\b/,
    "transfer",
  ),
  rule(
    "impossible",
    /\b(guarantee|promise|sure thing|can'?t lose|risk[- ]free)\b|\bwill (?:it|\w+) (?:go up|go down|rise|fall|moon|crash)\b|\bpredict\b|\bprice target\b|\bwhere will\b/,
    "forecast",
  ),
  rule(
    "impossible",
    /\b(options?|calls?|puts|futures?|crypto|bitcoin|btc|eth|forex|bonds?)\b(?=.*\b(buy|sell|trade|short|price|backtest)\b)|\b(buy|sell|trade|short)\b.*\b(call options?|put options?|options|futures|crypto|bitcoin|btc|ethereum|forex)\b/,
    "asset",
  ),
  rule("impossible", /\b(weather|joke|poem|recipe|translate|song|football|movie)\b/, "smallTalk"),

  rule(
    "forget",
    /\b(forget|erase|delete) (?:\w+ ){0,4}(memory|memories|that|this|note|preference|mem_\w+|about)\b|\bforget\b/,
  ),
  rule(
    "remember",
    /\b(remember|note|keep in mind|don'?t forget|memori[sz]e)\b(?: that| this|:|,)?(?=\s+\S)(?!.*\bdo you remember\b)(?<!do you remember)(?<!what do you remember)/,
  ),
  rule(
    "recall",
    /\b(what do you (?:remember|know about me)|do you remember|recall|what have we learn\w*|any lessons?|lessons|what did i (?:tell|say)|your memory|my preferences?)\b/,
  ),

  rule(
    "explain",
    /\bwhy\b|\bexplain\b|\bwhat (?:made|caused|led)|\bhow come\b|\breason(?:s|ing)?\b|\bwhere (?:does|did|do) .*(number|figure|come from)\b|\bwalk me through\b|\bjustify\b|\bwhat happened (?:to|with)\b/,
  ),
  rule(
    "sweep",
    /\b(tune|tuning|optimi[sz]e|optimi[sz]ation|sweep|grid ?search|parameter search|find (?:the )?(?:best|better|good|optimal) (?:parameters?|settings?|lengths?|periods?|values?|combination)|best (?:parameters?|settings?|lengths?|periods?|pair|combination))\b/,
  ),
  rule(
    "backtest",
    /\b(back[- ]?test\w*|bakctest|backtets|simulate (?:a |the )?strategy|replay|historical test|test (?:a |the |out )?(?:\w+[ /]){0,4}(?:strategy|cross\w*|sma|moving)|how would (?:a |an |the )?.*(?:have (?:done|performed|worked)|do|perform)|would .* have (?:worked|made money))\b/,
  ),
  rule(
    "ticket",
    /\b(would (?:it|that|this) (?:pass|clear|be approved)|verdict|did (?:it|that|the order) (?:pass|clear|go through|fill)|order status|status of (?:my|the|that) (?:order|proposal|ticket)|the ticket|show (?:me )?(?:the|that) ticket|what(?:'s| is) (?:happening|the status) (?:with|of))\b|\bprp_/,
  ),
  rule(
    "approvals",
    /\b(approvals?|waiting for (?:me|approval|a decision|someone)|pending (?:orders?|decisions?|approvals?)|needs? (?:my )?approv\w+|to approve|inbox)\b/,
  ),
  rule("strategies", /\b(what|which|list|show|any|available|your)\b.*\bstrateg(?:y|ies)\b/),
  rule(
    "limits",
    /^(?!.*\b(?:buy|sell|purchase)\b.*\d).*\b(limits?|max(?:imum)? (?:order|position|size|exposure|loss)|how (?:big|large|much) can (?:i|we) (?:trade|buy|order)|risk (?:limits?|settings?|rules?)|headroom)\b/,
  ),
  rule(
    "fills",
    /\b(fills?|executions?|what (?:did we|have we|we) (?:trade|buy|bought|sold)|trades? (?:today|done|history|we made)|recent trades|last trades?|traded)\b/,
  ),
  rule(
    "orders",
    /\b(orders?|blotter)\b(?=.*(\?|\bopen\b|\bmy\b|\bour\b|\blist\b|\bshow\b|\bany\b|\brecent\b|\ball\b|\bwhat\b|\bworking\b))|\b(?:open|working|live) orders?\b|^\s*(?:my )?orders\b/,
  ),
  rule(
    "propose",
    /\b(buy|purchase|sell|invest|dump|unload|offload|liquidate|close out|exit|get (?:me )?(?:out|in|some)|go long|short|put (?:\$|\d[\d,.]*[km]?|some|half|it|everything|another)|pick up|grab|acquire|allocate|scoop|trim|take profits?|cash out|propose|place an? (?:order|trade)|get rid of|add (?:to|\d|some|more))\b/,
  ),
  rule(
    "positions",
    /\b(positions?|holdings?|what (?:do|are) (?:i|we) (?:hold|own|holding|long)|what(?:'s| is) in (?:my|the|our) (?:book|portfolio|account)|do (?:i|we) (?:own|hold|have) any|shares do (?:i|we))\b/,
  ),
  rule(
    "portfolio",
    /\b(portfolio|p ?& ?l|pnl|profit and loss|equity|cash|buying power|exposure|account|balance|net worth|how (?:are|am) (?:we|i) doing|how (?:much|are) .*\b(?:made|lost|up|down)|performance|nav|how are we|how'?s (?:it|the (?:day|book|desk|account))|status of the (?:desk|book))\b/,
  ),
  rule(
    "signals",
    /\b(signals?|sentiment|bullish|bearish|what does the news (?:say|mean|suggest)|read the news|news say)\b/,
  ),
  rule("articles", /\b(news|headlines?|articles?|stories|press)\b/),
  rule(
    "health",
    /\b(health|healthy|is everything (?:ok|okay|fine|running)|system status|are (?:you|the systems?) (?:up|ok|running)|heartbeat|uptime|anything wrong)\b/,
  ),
  rule(
    "instruments",
    /\b(instruments?|symbols?|tickers?|universe|what (?:can|could) (?:i|we) trade|which (?:stocks?|names|companies)|what(?:'s| is) tradable|stocks (?:are|do you))\b/,
  ),
  rule(
    "bars",
    /\b(chart|bars?|history|historical|candles?|ohlc\w*|price action|over the (?:last|past)|past|since|this (?:year|month|week)|ytd|performed|perform|done|did .* do|how did|closing prices?|closes|highs?|lows?|weekly|daily|trend|compare)\b/,
  ),
  rule(
    "quote",
    /\b(price|quote|quoted|bid|ask|offer|spread|trading at|worth|cost|how much is|what(?:'s| is| are)|where(?:'s| is)|check|look up|last)\b/,
  ),
  rule(
    "help",
    /\b(help|what can you do|who are you|how do (?:i|you)|capabilit\w+|commands|what are you|get started|examples?)\b/,
  ),
  rule("thanks", /\b(thanks?|thank you|thx|cheers|great|nice|perfect|awesome|good job|well done|cool)\b/),
  rule("greeting", /\b(hi|hello|hey|good (?:morning|afternoon|evening)|yo|howdy|gm)\b/),
];

/** What a clause without an intent of its own changes of what was asked before. */
export const FOLLOW_UP = {
  more: /^\s*(?:and|also|now|then|ok(?:ay)?|what about|how about|try|with|make (?:it|that)|same|again|but|or|use|instead|since|from|for|in|over|weekly|daily|without|until)\b/,
  half: /\bhalf (?:of )?(?:that|it|as much)|\bhalve (?:it|that)|\bhalf the (?:size|amount)/,
  double: /\b(?:double|twice) (?:that|it|as much|the (?:size|amount))|\bdouble\b/,
  yes: /^\s*(?:yes|yep|yeah|yup|sure|do it|go ahead|go for it|please do|ok(?:ay)?|confirm|let'?s do (?:it|that)|sounds good|proceed)\b[\s.!]*(?:please)?[\s.!]*$/,
  no: /^\s*(?:no|nope|nah|never ?mind|forget it|don'?t|stop|leave it)\b[\s.!]*$/,
  it: /\b(it|that|this|them|there|the same)\b/,
} as const;
