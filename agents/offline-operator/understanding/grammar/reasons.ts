import { type Rule, rules } from "./rule.ts";

/** Why something happened, where a figure comes from, what a word means, what to keep in mind. */
export const REASON_RULES: readonly Rule[] = [
  ...rules("explain", 0.94, [
    /\bwhy\b.*\b(?:buy|bought|sell|sold|trade[d]?|order(?:ed)?|position|own|hold|holding|long|proposed?|purchase[d]?|invest(?:ed)?|fill(?:ed)?)\b/,
    /\bwhy\b.*\b(?:refused?|reject(?:ed)?|block(?:ed)?|den(?:y|ied)|declined?|fail(?:ed)?|not (?:go|clear|pass|allowed|approved|filled)|need(?:s|ed)? (?:an? )?approval|waiting|stopped|stop|held|cleared|void|expired?)\b/,
    /\b(?:explain|justify|walk me through|talk me through|trace|reason(?:s|ing)? (?:for|behind)|rationale|story (?:of|behind)|chain|what caused|what led to|what triggered|what made|how come|grounds|tell me about)\b.*\b(?:orders?|trades?|buy|sell|purchase|fills?|position|refusal|decision|ticket|proposal|verdict|it|that|we|@\S+)\b/,
    /\bexplain\b.*@|\bwhy @|\bhow come\b/,
    /\bwhat was the (?:reason|rationale|thinking|idea|basis)\b/,
    /^(?:explain|explain (?:it|that|this|yourself|please)|but why|why (?:is that|so|that|not|did you|did it))[?.! ]*$/,
    /\b(?:who|what) (?:asked for|ordered|proposed|caused|triggered)\b/,
    /\b(?:what|who|which)(?: \w+)? (?:stopped|blocked|refused|rejected|held (?:up|back)|prevented|killed|tripped|vetoed)\b|\bwhat (?:did (?:it|that|we|i) (?:trip|fail|break|violate|hit)|went wrong with (?:it|that|the order))\b|\bwhat limits? (?:did|have) (?:i|we|it|that) (?:hit|break|broken|trip|exceed)\w*/,
    /\b(?:what|which) (?:check|gate|limit|rule)\b.*\b(?:refused|failed|blocked|stopped|tripped|broke|breached|said no)\b/,
  ]),
  ...rules("explain", 0.945, [/^why (?:do|did|are|have|am) (?:i|we|you)\b.*@/]),
  ...rules("explain", 0.8, [/^why\b/]),
  ...rules("provenance", 0.97, [
    /\bwhere (?:does|do|did|is|are)\b.*\b(?:number|figure|that|it|this|those|these|%|~|data|price|value|result|sharpe|return|come)\b.*\b(?:come|from|got|get)\b/,
    /\b(?:source|provenance|origin)\b.*\b(?:of|for|behind)\b|\bwhat is (?:the|your) source\b|\bcite\b|^sources?[?.! ]*$/,
    /\bhow (?:did|do) you (?:get|know|compute|calculate|come up with|arrive at|work out)\b/,
    /\bhow (?:is|was|are|were) (?:that|it|this|they|the (?:sharpe|return|number|figure|drawdown))\b.*\b(?:computed|calculated|measured|worked out|derived)\b/,
    /\b(?:did you|are you) (?:make|making|made) (?:that|this|it|these|those|numbers?)\b.*\bup\b|\b(?:is|are) (?:that|this|these|those|the) (?:number|figure|price|prices|numbers|data)? ?(?:real|live|true|simulated|made up|accurate)\b|\breal (?:money|data|prices?)\b.*\?/,
  ]),
  ...rules("define", 0.935, [
    /\bdifference between\b/,
    /^(?:what|how) (?:is|are|does|do) (?:an? |the )?(?:[tv]waps?|ice-?bergs?|brackets?|stop[- ]?loss(?:es)?|trailing stops?|stop orders?|ocos?|value at risk|c?var|risk parity|expected shortfall|baskets?)(?: orders?)?(?: (?:do|mean|work))?[?.! ]*$/,
    /^(?:please )?explain (?!it\b|that\b|this\b|why\b|my\b|our\b|the (?:order|trade|last))[a-z -]+(?: (?:to me|like|simply|in)\b.*)?$/,
  ]),
  ...rules("define", 0.83, [
    /^(?:so |and |ok )?(?:what (?:is|are|does|do)|define|explain|meaning of|what is meant by|tell me what)\b(?!.*\b(?:my|our|your|we|i)\b)(?!.*@)/,
    /\bwhat (?:does|do) .* mean\b|\bmean(?:s|ing)? by\b|\bdefinition of\b/,
    /\bhow (?:do|does) (?:the )?(?:approvals?|gates?|backtest(?:s|ing)?|tuning|sweep|halt|signals?|memory|sources?|limits?)\b.*\bwork\b/,
  ]),
  ...rules("remember", 0.97, [
    /^(?:please |ok |also |and |can you |could you |i want you to |do )?(?:remember|memori[sz]e|keep in mind|bear in mind|note(?: down)?(?: that|:)|make a note|take a note|jot down|save (?:this|that|the)|store (?:this|that)|learn that|don't forget|do not forget|never forget)\b(?!.*\b(?:what|anything|about)\b.*\?)/,
    /^(?:from now on|going forward|for the record|fyi|lesson(?: learned)?:|preference:|note:)/,
    /^(?:i (?:always|never|usually|prefer|like to|do not like|hate)|my (?:risk tolerance|preference|style|favou?rite|rule) (?:is|are))\b/,
  ]),
  ...rules("recall", 0.96, [
    /\b(?:what|anything|which|everything|all)\b.*\b(?:you|we|desk) (?:remember|know about|recall|noted|stored|memori[sz]ed)\b/,
    /\bdo you (?:remember|recall|know what i)\b|\bwhat (?:did|have) (?:i|we) (?:tell|told|said?|say|mention(?:ed)?|ask(?:ed)? you to remember)\b/,
    /^(?:please )?(?:recall|remind me)\b/,
    /\b(?:my|our|the|your|any|show|list|saved|stored|desk)\b.*\b(?:memor(?:y|ies)|preferences?|lessons?|playbooks?|notes)\b/,
    /\bwhat (?:lessons|have (?:we|you) learn(?:ed|t)|did (?:we|you) learn)\b|\bwhat happened (?:last time|before)\b/,
  ]),
  ...rules("forget", 0.97, [
    /^(?:please |ok |also |and |can you |could you |now |actually )*(?:forget|erase|unlearn)\b(?!.*\b(?:it|about it|that)$)/,
    /\b(?:delete|remove|erase|wipe|clear|drop)\b.*\b(?:memor(?:y|ies)|note|preference|lesson|what you (?:know|remember))\b/,
    /\bmem_\w+/,
  ]),
];
