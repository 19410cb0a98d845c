import { type Rule, rules } from "./rule.ts";

const BUY =
  "buy|purchase|acquire|go long(?: on)?|get long|long|pick up|grab|scoop up|load up on|accumulate|snap up|get me(?! out| flat)|lift(?: the offer (?:on|for))?|order me|add to";
const SELL =
  "sell|dump|unload|offload|liquidate|close(?: out)?|exit|get (?:me |us )?out of|get rid of|trim|reduce|cut|lighten|take profits? (?:on|in)|flatten|unwind|ditch|bail (?:out )?(?:on|of)?|cash out|get (?:me |us )?flat|hit(?: the bid (?:on|for))|bin|chuck(?: out)?|flog";
const ASKING = String.raw`^(?:please |ok(?:ay)?,? |yes,? |now |so |hey,? |just |go ahead and |let us |let me |i (?:want|would like|need|wish) (?:you )?to |i will |i am going to |can you |could you |would you |will you |we should |limit order:? |market order:? |propose (?:to|a|an) |place (?:a|an) |put in (?:a|an) |submit (?:a|an) |order to |enter (?:a|an) |make (?:a|an) |try to |time to |want to |to )*`;

/** Wishes for orders, and questions about one order. */
export const TRADING_RULES: readonly Rule[] = [
  ...rules(
    "order",
    0.94,
    [new RegExp(String.raw`${ASKING}(?:market |limit )?(?:${BUY})\b(?! and hold|-and-hold| or sell)`)],
    { side: "buy" },
  ),
  ...rules("order", 0.94, [new RegExp(String.raw`${ASKING}(?:market |limit )?(?:${SELL})\b(?!.*\bloss\b)`)], {
    side: "sell",
  }),
  ...rules(
    "order",
    0.93,
    [
      new RegExp(
        String.raw`${ASKING}(?:invest|put|allocate|deploy|spend|throw|park|stick|toss)\b.*(?:\d|half|third|quarter|all|some|money|cash|~)`,
      ),
      new RegExp(
        String.raw`${ASKING}(?:put|invest|throw|stick)\b.*\b(?:in|into|on|to work|behind) (?:it|that|this|them|the (?:strategy|winner|best|index|fund|stock))\b`,
      ),
      new RegExp(String.raw`${ASKING}open (?:a |an )?(?:new )?(?:long )?position in\b`),
    ],
    { side: "buy" },
  ),
  ...rules(
    "order",
    0.9,
    [
      new RegExp(String.raw`${ASKING}(?:new )?(?:buy|purchase) orders?\b(?! (?:i|we|do|are|did))`),
      new RegExp(String.raw`${ASKING}order (?:for )?~? ?(?:shares of |of )?@`),
      new RegExp(String.raw`${ASKING}(?:order (?:me )?|bid )\$?\d`),
      new RegExp(String.raw`${ASKING}(?:double|triple)(?: up)?(?: on)? (?:my|our|the) `),
    ],
    { side: "buy" },
  ),
  ...rules("order", 0.9, [new RegExp(String.raw`${ASKING}(?:new )?sell orders?\b(?! (?:i|we|do|are|did))`)], {
    side: "sell",
  }),
  ...rules(
    "order",
    0.6,
    [
      /^(?:i|we) (?:want|need|would like) (?:some |more |to own |to have |exposure to )?(?:~ ?)?(?:more )?(?:shares? of |units? of |of )?@/,
      new RegExp(String.raw`${ASKING}add (?:another |some |more )?(?:~ ?)?(?:more )?(?:shares? of |of )?@`),
    ],
    { side: "buy" },
  ),
  ...rules("order", 0.9, [
    /^(?:please |can you |could you |i want (?:you )?to )*(?:propose|place|submit|enter|make|put in|send) (?:me )?(?:an?|the|another|one) (?:new )?(?:order|trade)\b/,
  ]),
  ...rules("order", 0.93, [
    /^(?:please |can you |could you |i want (?:you )?to |place |make |put in )*(?:an? )?(?:new )?(?:limit|market) order (?:for|on|in|to)\b/,
  ]),
  // A size and a name without a verb: which way is asked.
  ...rules("order", 0.6, [/^~ ?(?:shares? of |of |in |into )?@\S+[.! ]*$/]),
  ...rules("would-pass", 0.96, [
    /^(?:is|are) .*@.*\b(?:ok(?:ay)?|fine|allowed|possible|within)\b.*\b(?:gates?|limits?|checks?|risk)\b/,
    /\bdo (?:i|we) need (?:an? |\d |any )?approvals?\b/,
    /\b(?:would|will|does|could|can|should)\b.*\b(?:pass|clear|go through|get through|be (?:allowed|refused|blocked|cleared|ok(?:ay)?)|need (?:an? |\d |any )?approvals?|require (?:an? )?approvals?|trip|breach|violate)\b/,
    /\b(?:judge|gate|risk[- ]?check|check the risk (?:of|on)|run the (?:gates|checks)|validate|pre-?check)\b.*(?:it|that|order|proposal|ticket|@)/,
    /^(?:and |so )?(?:can|could|may|am) (?:i|we) .*\b(?:buy|sell|afford|purchase|get|put|invest|short)\b/,
    /\b(?:is there|do (?:i|we) have) (?:enough |any )?(?:room|money|cash|buying power|space) (?:for|to buy)\b/,
    /\bwhat (?:if|happens if|would happen if) (?:i|we) (?:buy|bought|sell|sold|put|invest)\b/,
    /\b(?:am i|are we) allowed to (?:buy|sell)\b/,
    /\bhow (?:many|much)\b.*\b(?:can|could|may) (?:i|we) (?:buy|afford|get|sell)\b/,
  ]),
  ...rules("ticket", 0.91, [
    /\b(?:status|state|progress|ticket|details?|where)\b.*\b(?:of|on|for|is)\b.*\b(?:order|ticket|proposal|that|it|trade)\b(?!s)/,
    /\b(?:order|ticket|proposal|trade) status\b|\bstatus of\b.*@|^status[?.! ]*$/,
    /\b(?:has|is|was|did|have)\b (?:it|that|the order|my order|the proposal|the ticket|they|anyone|anybody|somebody|someone)\b.*\b(?:approved?|filled?|executed?|gone (?:through|out)|sent|declined?|cleared|placed|done|go through|signed|happen)\b/,
    /\bwho (?:has )?(?:approved|declined|signed)\b/,
    /\b(?:show|see|open|give me|pull up)\b.*\b(?:ticket|proposal)\b/,
    /\bdid (?:my|the|our) .*\b(?:order|trade|buy|sell|purchase)\b.*\b(?:fill|go through|execute|get filled|happen|work)/,
    /\bprp_\w+/,
    /\bwhat happened (?:to|with) (?:it|that|my order|the order|the proposal)\b/,
  ]),
];
