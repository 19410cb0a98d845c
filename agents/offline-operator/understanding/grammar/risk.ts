import { type Rule, rules } from "./rule.ts";

const PLEASE = String.raw`^(?:please |ok(?:ay)?,? |yes,? |now |so |hey,? |just |go ahead and |let us |i (?:want|would like|need|wish) (?:you )?to |can you |could you |would you |will you |we should |then )*`;
const asked = (rest: string): RegExp => new RegExp(PLEASE + rest);
const METHOD = String.raw`(?:risk[- ]parity|(?:equal|even|same|balanced)(?:ly)?[- ](?:shared )?risk|hrp|hierarchical|(?:global )?min(?:imum|imal)?[- ](?:variance|vol(?:atility)?|risk)|(?:max(?:imum|imal)?|best|highest)[- ]sharpe|tangency)`;
const ALGORITHM = String.raw`(?:[tv]waps?|ice-?bergs?)`;
const NEVER_RATE = String.raw`(?<!\b(?:win|hit|success|error|fill|order|exchange|participation) )`;

/** Weights, orders worked over time, what could go wrong, and what stops it. */
export const RISK_RULES: readonly Rule[] = [
  ...rules("end-execution", 0.985, [
    asked(
      String.raw`(?:cancel|stop|kill|end|abort|pull|scrap|call off|terminate|get rid of)\b.*\b(?:${ALGORITHM}|executions?|algo|slicing)\b`,
    ),
  ]),
  ...rules("rebalance", 0.975, [
    asked(String.raw`re-?(?:balance|weight|weigh)\b(?! ?\?)`),
    asked(
      String.raw`(?:shift|move|bring|get|take|turn|convert|switch|change|put|set|go|optimise)\b.*\b${METHOD}\b(?!.*\?)`,
    ),
  ]),
  ...rules("weights", 0.976, [
    new RegExp(
      String.raw`\b(?:what|how|which|show|preview|find|compute|calculate|work out|suggest|tell)\b.*\b${METHOD}\b.*\b(?:weights?|portfolio|mix|allocations?|look|be|hold)\b`,
    ),
    new RegExp(
      String.raw`\b(?:what|which|show|preview|find|compute|calculate|work out)\b.*\b(?:weights?|portfolio|mix|allocations?)\b.*\b${METHOD}\b`,
    ),
    asked(String.raw`optimise (?:my|our|the) (?:portfolio|weights|allocation|holdings|book)\b`),
  ]),
  ...rules("executions", 0.974, [
    new RegExp(
      String.raw`^(?!(?:what|how) (?:is|are|does|do|did) (?:an? )?${ALGORITHM}(?: orders?)?(?: (?:do|mean|work|works?))?[?.! ]*$)(?!.*\b(?:mean|explain|difference)\b).*\b(?:how|where|show|list|status|progress|which|any|what)\b.*\b${ALGORITHM}\b`,
    ),
    new RegExp(String.raw`^(?:the |my |our )?${ALGORITHM}(?: status)?\?$`),
  ]),
  ...rules("executions", 0.974, [/\b(?:running|working|open|active|live) (?:executions?|slices)\b/], {
    status: "open",
  }),
  ...rules("executions", 0.93, [
    /^(?:please )?(?:show|list)(?: me)? (?:the |my |our |all )?executions[?.! ]*$/,
  ]),
  ...rules("execution", 0.973, [
    asked(
      String.raw`(?:buy|purchase|sell|dump|unload|offload|liquidate|exit|trim|reduce|get (?:me )?out of|get rid of|acquire|accumulate|pick up|work|execute|slice|trade|put|invest|twap|vwap|ice-?berg)\b.*`,
    ),
    asked(
      String.raw`(?:split|spread|slice|stretch|drip|feed|stagger)\b.*\b(?:buy(?:ing)?|purchas(?:e|ing)|sale|sell(?:ing)?|order|exit)\b.*@`,
    ),
    asked(
      String.raw`(?:slowly|gradually|quietly) (?:buy|sell|work|exit|trim|unload|accumulate|purchase|get out of)\b`,
    ),
  ]),
  ...rules(
    "risk",
    0.957,
    [
      new RegExp(
        String.raw`\b(?:what|which|how|am i|are we|would|worst|if|risk|stress|hurt|exposed|show|test)\b.*${NEVER_RATE}\b(?:interest rates?|rates?|yields?|rate (?:hike|shock|rise|jump|cut)s?)\b.*(?:\b(?:jump|rise|rises|rising|go|goes|hike|hikes|hiked|spike|spikes|increase|climb|shock|surge|up|move|fall|drop|cut|hurt|higher|risk|sensitiv\w*|bps|lose|suffer)\b)`,
      ),
      /\brate (?:risk|sensitivity|shock|hike)s?\b/,
    ],
    { aspect: "rates" },
  ),
  ...rules(
    "risk",
    0.956,
    [
      /\b(?:my|our|the|show|give|current|today|portfolio|account|\d+%)\b.*\b(?:c?var|value at risk|expected shortfall|tail risk)\b(?!.*\b(?:limit|cap|mean|means)\b)/,
      /^(?:and |show )(?:c?var|value at risk)[?.! ]*$|^(?:c?var|value at risk)[?! ]*$/,
      /\bhow (?:much|bad)\b.*\b(?:lose|loss|get|be)\b.*\b(?:bad|worst|one|single|a) day\b/,
    ],
    { aspect: "var" },
  ),
  ...rules(
    "risk",
    0.9561,
    [
      /\b(?:what (?:if|happens|would happen)|stress|how (?:much|bad|badly|hard|far) (?:would|will|could|might|do)|survive|suppose|imagine|if)\b.*\b(?:market|stocks?|everything|prices|index|book|portfolio|account|equities|tech|technology|banks?|financials?|energy|oil|staples|(?<=@)[A-Z]\S*)\b.*\b(?:drops?|falls?|crash(?:es)?|declin\w*|tanks?|plunges?|slides?|dives?|sinks?|halv\w*|collaps\w*|correction|sell-?off|loses? (?:\d|half)|(?:goes? )?(?:down|up) \d|rall(?:y|ies)|rises? \d)(?!.*\b(?:news|say)\b)/,
      /\b(?:what (?:if|happens|would happen)|stress|survive)\b.*\b(?:crash|correction|sell-?off|bear market)\b/,
    ],
    { aspect: "shock" },
  ),
  ...rules(
    "risk",
    0.9562,
    [
      /\b(?:2008|financial crisis|gfc|covid(?: crash)?|dot-?com(?: bust| bubble)?|black monday|1987|lehman)\b.*\b(?:again|repeat\w*|happen\w*|kill|hurt|lose|cost|survive|do to|book|portfolio)\b/,
      /\bhow (?:would|will|might) (?:i|we|my|our)\b.*\b(?:2008|financial crisis|gfc|covid|dot-?com|black monday|1987|lehman)\b/,
    ],
    { aspect: "crises" },
  ),
  ...rules(
    "risk",
    0.953,
    [
      /\bhow (?:long|many days|fast|quickly|soon)\b.*\b(?:sell|liquidate|get out|exit|unwind|cash out|close)\b/,
      /\bliquidity (?:risk|horizon|profile)\b|\bhow liquid (?:am i|are we|is)\b/,
    ],
    { aspect: "liquidity" },
  ),
  ...rules(
    "risk",
    0.953,
    [
      /\b(?:my|our|portfolio|account|book|the) (?:market )?beta\b|\bfactor (?:exposures?|risk|loadings?)\b/,
      /\b(?:which|what) sectors?\b.*\b(?:am|are|do|i|we|my|our)\b|\bsector (?:exposures?|breakdown|split|weights?)\b(?!.*\b(?:limit|cap)\b)/,
    ],
    { aspect: "exposures" },
  ),
  ...rules(
    "risk",
    0.952,
    [
      /\b(?:my|our|the|is|are|what)\b.*\b(?:biggest|largest|main|worst|top|greatest) (?:risks?|scenarios?|danger|threat)\b/,
      /\bstress(?:ed)?(?: ?tests?(?:ing)?| scenarios?| report)?\b(?!.*\b(?:limit|cap|me out)\b)|\brisk report\b|\bwhat could go wrong\b|\bworst case\b/,
    ],
    { aspect: "worst" },
  ),
  ...rules(
    "order",
    0.971,
    [
      asked(
        String.raw`(?:put|set|place|add|attach|use|give|get|protect|i need|have|leave|make)\b.*\b(?:stop|stops|stop[- ]?loss|trailing)\b.*(?:@|\bmy\b|\bit\b|\bthat\b)`,
      ),
      asked(
        String.raw`(?:~ ?|an? )?(?:protective |trailing )?stop(?:[- ]?loss)?\b.*\b(?:on|for|under|below|behind) .*@`,
      ),
      asked(
        String.raw`~ .*\b(?:on|for|under|below|behind) (?:my |our |the )?@\S+(?: (?:position|shares|holding))?[.! ]*$`,
      ),
      asked(String.raw`protect (?:my |our )?@.*`),
      asked(String.raw`stop (?:me |us )?out of\b`),
      asked(String.raw`~ .*\bout of @`),
    ],
    { side: "sell", stopping: true },
  ),
  ...rules("shadow", 0.981, [
    /\b(?:what|which|how many|how much|would|if)\b.*\b(?:limit|cap|max(?:imum)?|ceiling|threshold)\b.*\b(?:have |had )?(?:stopped|blocked|refused|rejected|caught|prevented|hit)\b/,
    /\b(?:shadow|back-?test)\b.*\b(?:limit|cap|rule)s?\b/,
  ]),
  ...rules("lots", 0.94, [
    /\btax lots?\b|\b(?:my|our|the|show|open|which|list)\b(?: \S+)? lots\b(?! of)|\blots (?:in|of|for) (?:my )?@/,
  ]),
  ...rules("controls", 0.935, [
    /\b(?:which|what|list|show|all)\b.*\b(?:controls|gates|checks)\b(?!.*\b(?:refused|failed|blocked|stopped|passed|last)\b)/,
    /\bwhat (?:do you|does the desk) check\b/,
  ]),
  ...rules("halt", 0.978, [
    asked(
      String.raw`(?:halt|freeze|suspend|shut (?:it |everything |trading |the desk |this |us )?(?:all )?down|switch (?:it |everything |trading )?off|pull the plug|emergency stop|(?:hit|press|pull|use|trigger|push|throw|activate) the (?:kill[- ]?switch|red button|panic button|halt|brake|plug)|stop (?:all |the |any )*(?:trading|trades|orders|everything)|kill everything|panic)\b(?!.*\?)(?!.*\b(?:if|when|(?<!at )once|until|unless|after|before|for (?:an?|\d))\b)`,
    ),
  ]),
];
