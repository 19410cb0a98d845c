import { type Rule, rules } from "./rule.ts";

const refuse = (refusal: string, weight: number, patterns: readonly RegExp[]): Rule[] =>
  rules("refuse", weight, patterns, { refusal });
const ASKED = String.raw`^(?:please |ok(?:ay)?,? |yes,? |now |so |hey,? |just |and |go ahead and |can you |could you |would you |will you |i want (?:you )?to |i would like (?:you )?to |you (?:should|must|can|may) |let us |system:? |also |quickly )*`;
const asked = (rest: string): RegExp => new RegExp(ASKED + rest);

/** What no agent may do, and what this desk cannot do. Each names the answer that says where or why. */
export const REFUSAL_RULES: readonly Rule[] = [
  ...refuse("approve", 0.98, [
    asked(
      String.raw`(?:auto[- ]?)?(?:approve|authori[sz]e|sign off|green ?light|rubber[- ]?stamp|okay)\b(?! rules| policy)`,
    ),
    asked(
      String.raw`(?:accept|confirm|pass|let) (?:it|that|the (?:order|ticket|proposal|trade)|my (?:order|ticket|trade)|this)(?: through)?\b`,
    ),
    /\b(?:you|yourself|someone else|on my behalf|for me)\b.*\bapprove\b|\bapprove\b.*\b(?:it|them|all|everything|yourself|for me|on my behalf|my (?:order|ticket|trade))\b|\b(?:give|grant) (?:it |me )?(?:an? |the |your )?approval\b|\bself[- ]approve\b/,
    asked(String.raw`(?:decline|reject|veto)\b.*`),
  ]),
  ...refuse("cancel", 0.98, [
    asked(
      String.raw`(?:cancel|withdraw|revoke|recall|pull|kill|void|undo|revert|take back|call off|retract|scrap|scratch|abort)\b.*\b(?:it|that|this|order|orders|ticket|proposal|trade|them|all|last|buy|sell|purchase|one)\b`,
    ),
    asked(String.raw`(?:cancel|undo)[.! ]*$`),
    /\bcancel\b.*\b(?:order|ticket|trade|it|that)s?\b/,
  ]),
  ...refuse("limits", 0.98, [
    /\b(?:raise|increase|loosen|lift|remove|up|double|bump|relax|expand|extend|disable|turn off|drop|change|set|adjust|lower|tighten|reduce|decrease|cut|edit|modify|reset)\b.*\b(?:limits?|caps?|thresholds?|collar|max(?:imum)? (?:order|position|loss)|guard ?rails?|risk (?:settings|controls|limits?)|order size)\b/,
    /\b(?:allow|let) (?:me|us)\b.*\b(?:bigger|larger|more than|exceed|go over)\b/,
  ]),
  ...refuse("resume", 0.98, [
    asked(
      String.raw`(?:resume|restart|unhalt|un-halt|re-?enable|reactivate|unpause|unfreeze|(?:lift|end|remove) (?:the )?(?:trading )?halt|turn (?:trading )?(?:back )?on|start)\b(?:.*\b(?:trading|desk|halt|orders?)\b.*|[.! ]*)$`,
    ),
    /\bresume trading\b/,
    /\b(?:start|begin|trade|trading) (?:up )?again\b|\bafter (?:a|the) halt\b|\b(?:lift|end|undo)s? (?:a|the) halt\b/,
  ]),
  ...refuse("halt", 0.97, [
    /\b(?:halt|pause|freeze|suspend|shut down|switch off|kill[- ]?switch|panic|emergency stop|circuit breaker)\b(?!.*\b(?:is|are|was|why|what|who|when|halted)\b)/,
    /\bstop (?:all |the |any )*(?:trading|trades|orders|everything|buying|selling)\b/,
    /\bhow (?:do|can) (?:i|we) (?:halt|stop)\b/,
  ]),
  ...refuse("override", 0.985, [
    /\b(?:override|bypass|skip|ignore|disregard|circumvent|disable|turn off|get around|work around|avoid|sneak past|evade|without (?:going through|waiting for)|force)\b.*\b(?:gates?|checks?|risk|approvals?|limits?|rules?|refusal|controls?|safety|verdict|policy|it through|order|trade)\b/,
    /\b(?:split|slice|chop|break (?:it|that|the order) up)\b.*\b(?:avoid|under|below|so (?:that )?(?:it|no)|approval|limit|pass)\b|\b(?:do it|send it|place it|execute it|trade it) anyway\b|\bsend (?:the order|it) (?:directly|straight|now)\b|\bplace it directly\b/,
  ]),
  ...refuse("guarantee", 0.97, [
    /\b(?:guarantee[ds]?|risk[- ]?free|can ?not lose|sure thing|certain(?:ty)? (?:profit|return)|promise|double my money|get rich|no risk)\b/,
  ]),
  ...refuse("transfer", 0.97, [
    /\b(?:transfer|wire|withdraw|deposit|send|move|cash out|pay ?out)\b.*\b(?:money|funds?|cash|dollars?|bank|iban|account number|wallet|my account|~)\b(?!.*\b(?:into|in) @)/,
    /\b(?:deposit|wire|top up|fund)\b.*\b(?:account|money|cash)\b/,
  ]),
  ...refuse("predict", 0.95, [
    /\b(?:will|going to|is going|gonna)\b.*@.*\b(?:go up|go down|rise|fall|rally|crash|moon|drop|climb|recover|hit|reach|double|beat|outperform|be worth|up|down)\b/,
    /@.*\b(?:will|going to)\b.*\b(?:go|rise|fall|rally|crash|moon|drop|climb|hit|reach|double|be)\b/,
    /\b(?:predict|forecast|price target|prediction|where will|crystal ball|what will)\b(?!.*\b(?:you|happen if)\b)/,
    /\b(?:will|is|are) (?:the |there )?(?:market|markets|stocks|recession|a crash)\b.*\b(?:going|crash|rise|fall|rally|tomorrow|next|coming|up|down)\b/,
  ]),
  ...refuse("advice", 0.955, [
    /\b(?:should (?:i|we)|would you|do you (?:think|recommend|suggest|advise)|what (?:should|would you|do you (?:recommend|suggest))|is it (?:a )?(?:good|smart|wise|time|safe)|recommend|any (?:tips?|recommendations?|hot)|best (?:stock|trade|investment|pick)s?|top picks?|stock picks?)\b(?!.*\b(?:backtest|tune|parameters?|how|ask|help)\b).*(?:buy|sell|invest|trade|own|hold|stock|@|do|picks?|tips?|money|recommend)/,
    /\bis @\S+ (?:a |an |still )?(?:good |great |bad |safe |strong )?(?:buy|sell|investment|bet|hold|cheap|expensive|overvalued|undervalued|worth (?:buying|it))\b/,
  ]),
  ...refuse("short", 0.96, [
    asked(
      String.raw`(?:go short|short(?:[- ]sell)?|sell short|short the)\b(?!.*\b(?:list|version|answer|summary)\b)`,
    ),
    /\bbet against\b/,
  ]),
  ...refuse("conditional", 0.96, [
    /\b(?:buy|sell|exit|get out|close|short|put|invest|add|dump|trim|reduce|allocate|spend|purchase|get|grab|take)\b.*\b(?:if|when|once|as soon as|whenever|unless)\b.*\b(?:drops?|falls?|rises?|hits?|reaches|goes?|breaks|crosses|above|below|under|over|dips?|gets)\b/,
    /\b(?:alert|notify|ping|wake|warn|tell|remind) me (?:when|if|once|at|in)\b/,
    /\b(?:every (?:day|week|month|monday|friday)|daily|weekly|monthly)\b.*\b(?:buy|invest|put|sell)\b|\b(?:buy|invest|put|sell)\b.*\bevery (?:day|week|month|monday|friday|other)\b/,
  ]),
  ...refuse("derivatives", 0.96, [
    /\b(?:options?|calls|puts|call option|put option|futures?|perps?|perpetuals?|forex|fx|cfds?|swaps?|margin|leverage|crypto(?:currency)?|nfts?|bonds?|treasur(?:y|ies)|ipo)\b(?=.*\b(?:buy|sell|trade|long|open|on|use|with|for|position|invest)\b|[?.! ]*$)(?!.*\b(?:what (?:are|other)|my options|show|put \$?\d)\b)/,
    /\b(?:with|on|use|using) (?:\d+x |some )?(?:leverage|margin)\b/,
  ]),
  ...refuse("hedge", 0.97, [
    /\b(?:hedge|diversify)\b(?!.*\b(?:am i|are we|how|well)\b)|\b(?:allocate my portfolio|build (?:me )?a portfolio)\b/,
  ]),
  ...refuse("secrets", 0.985, [
    /\b(?:api[- ]?keys?|passwords?|secrets?|credentials?|tokens?|private key|env(?:ironment)? variables?|system prompt|your (?:prompt|instructions)|connection string|\.env)\b/,
  ]),
  ...refuse("people", 0.96, [
    /\b(?:invite|add|create|remove|promote|make)\b.*\b(?:user|person|colleague|admin|approver|teammate|risk-admin|trader role|role)\b/,
  ]),
  ...refuse("other", 0.9, [
    /\b(?:weather|joke|poem|song|recipe|football|soccer|movie|translate|homework|essay|story about|capital of|president|meaning of life|sing|dance|pizza|love me|marry|girlfriend|boyfriend|python code|write (?:me )?(?:a|some) (?:code|program|script|email))\b/,
  ]),
];
