import { type Rule, rules } from "./rule.ts";

/** How things stand: account, positions, orders, approvals, limits, the desk itself. */
export const STANDING_RULES: readonly Rule[] = [
  ...rules("portfolio", 0.86, [
    /\b(?:portfolio|account|book|nav)\b(?!.*\b(?:optimi[sz]e|limit)\b)/,
    /\b(?:my|our|the|current|total|day|daily|today)?\s*(?:equity|net worth|balance|account value)\b(?!.*\b(?:curve|of equity|limit)\b)/,
    /\bhow (?:am i|are we|did (?:i|we)|is (?:my|our) (?:day|book|money)|is the (?:desk|fund|account)) (?:doing|do|performing|today)\b/,
    /\bhow much (?:money )?(?:am i|are we|did (?:i|we)|have (?:i|we)) (?:up|down|worth|make|made|lose|lost|earn(?:ed)?)\b/,
    /\b(?:am i|are we) (?:up|down|winning|losing|making money|in the (?:red|green)|profitable)\b/,
  ]),
  ...rules(
    "portfolio",
    0.89,
    [
      /\b(?:cash|buying power|dry powder|money (?:left|available|do i)|free funds|liquidity|how much money)\b(?!.*\b(?:cash out|put|invest|buy)\b)/,
    ],
    { aspect: "cash" },
  ),
  ...rules(
    "portfolio",
    0.89,
    [
      /\b(?:pnl|profits?|loss(?:es)?|gains?|returns? today|make today|made today|lost today|day change|am i (?:up|down))\b(?!.*(?:@|\b(?:limit|max|daily loss|backtest|guarantee|take profit|position)\b))/,
    ],
    { aspect: "pnl" },
  ),
  ...rules(
    "portfolio",
    0.89,
    [
      /\b(?:exposures?|gross|net exposure|how (?:invested|exposed)|leverage(?:d)? am i|concentration)\b(?!.*\b(?:limit|max)\b)/,
    ],
    { aspect: "exposure" },
  ),
  ...rules("positions", 0.93, [
    /\b(?:my|our) (?:single )?(?:biggest|largest|top|main|smallest|best|worst) (?:position|holding|stock)\b/,
  ]),
  ...rules("limits", 0.93, [/\bhow (?:big|large)\b.*\b(?:order|ticket|trade|position|stake)\b/]),
  ...rules("positions", 0.91, [/\bhow (?:much|many)\b.*@\S+.*\b(?:have|own|hold) (?:i|we)\b/]),
  ...rules(
    "limits",
    0.94,
    [
      /\bwho\b.*\b(?:sign(?:s)?[ -]?off|approves?)\b.*\b(?:orders?|trades?|tickets?|ones?)\b/,
      /\bhow many people must approve\b/,
    ],
    {
      aspect: "approvals",
    },
  ),
  ...rules(
    "limits",
    0.94,
    [/\b(?:is|are|when (?:does|do|will|is)) (?:@SPY|the exchange) (?:\w+ )?(?:open|closed?|shut)\b/],
    {
      aspect: "state",
    },
  ),
  ...rules("positions", 0.9, [
    /\b(?:my|our) (?:average|entry)(?: price| cost)?\b/,
    /\b(?:positions?|holdings?)\b(?!.*\b(?:limit|max(?:imum)?|size limit|open a|close|exit)\b)/,
    /\bwhat (?:do|am|are|did) (?:i|we) (?:own|hold|holding|have|long)\b(?!.*\b(?:signals|news|strategies|orders)\b)/,
    /^(?!.*\b(?:cash|money|buying power|dry powder|liquidity|left|orders?|approvals?)\b).*\b(?:do|did|how (?:much|many))\b.*\b(?:i|we) (?:still )?(?:own|hold|have)\b/,
    /\b(?:average|my|our|avg) (?:cost|entry|basis)(?: price| basis)?\b|\bcost basis\b/,
    /\b(?:pnl|profit|loss|gain|make|made|lost|up|down|winning|losing)\b.*\b(?:on|in|with|from) (?:my )?@(?!.*\b(?:if|since|backtest)\b)/,
    /\bam i (?:long|short|flat|in)\b/,
    /\bmy (?:stocks|shares|investments|assets|@\S+)[?.! ]*$/,
  ]),
  ...rules("orders", 0.88, [
    /\b(?:orders?)\b(?!.*\b(?:max|limit|size|biggest|largest|approv|why|explain|limits|place|buy|sell|cancel)\b)/,
    /\b(?:working|resting|live|order history)\b.*\borders?\b/,
    /\bwhat (?:have i|did (?:i|we)|have we) (?:ordered|order|sent)\b/,
  ]),
  ...rules("orders", 0.9, [/\b(?:open|working|live|resting|outstanding|active|unfilled|pending) orders?\b/], {
    status: "open",
  }),
  ...rules("orders", 0.9, [/\b(?:closed|completed|finished|done|past|canceled|cancelled|filled) orders?\b/], {
    status: "closed",
  }),
  ...rules("fills", 0.9, [
    /\b(?:fills?|executions?|blotter|trade (?:history|log|list))\b(?!.*\b(?:why|how (?:are|do) fills)\b)/,
    /\b(?:my|our|the|latest|recent|last|all|today)(?: \w+)? trades?\b(?!.*\b(?:why|explain|backtest)\b)/,
    /\bwhat (?:did|have) (?:i|we) (?:buy|bought|sell|sold|trade|traded)\b|\bwhat (?:traded|got (?:filled|executed))\b|\bwhat (?:was|were) (?:bought|sold|traded|filled)\b/,
    /^trades(?: today)?[?.! ]*$/,
  ]),
  ...rules("approvals", 0.91, [
    /\b(?:approvals?|sign-?offs?)\b(?!.*\b(?:limit|threshold|without|above|need|work|rules?|policy|required|requires?)\b)/,
    /\b(?:pending|waiting|awaiting|queue|queued|outstanding)\b(?!.*\border)/,
    /\bwhat (?:needs|is) (?:my |an? |our )?(?:approv|sign|attention|waiting|pending)/,
    /\b(?:orders?|tickets?|proposals?|anything|something|what)\b.*\b(?:waiting|pending|awaiting|to (?:be )?approved?|need(?:s|ing)? (?:approval|approving|a decision))\b/,
    /^(?:show |list )?(?:the )?(?:proposals|tickets)[?.! ]*$/,
  ]),
  ...rules("limits", 0.92, [
    /\bwho (?:else )?(?:has to|must|needs to|can|may|should) (?:approve|say yes|agree|sign)\b/,
    /\bhow many orders\b.*\b(?:allowed|may|can|permitted|maximum)\b/,
    /\b(?:limits?|caps?|thresholds?|collar|guard ?rails?|risk (?:settings|rules|controls|profile|parameters|budget))\b(?!.*\b(?:order at|limit order|limit price|limit orders)\b)/,
    /\b(?:max(?:imum)?|biggest|largest|highest)\b.*\b(?:order|position|trade|size|exposure|loss|notional|quantity)\b/,
    /\bhow (?:much|big|large|far)\b.*\b(?:allowed|without (?:an? )?approval|can i (?:trade|order|lose|risk)|may i (?:trade|order|risk|lose)|risk (?:is )?(?:used|left))\b/,
    /\b(?:without|above (?:which|what)|when (?:do|does)|what needs?|how (?:do|does|many))\b.*\b(?:approvals?|approve|sign-?off)\b/,
    /\b(?:approval|risk) (?:rules?|policy|policies|limits?|thresholds?)\b/,
    /\b(?:is|are|was) (?:the )?(?:trading|market|desk) (?:halted|on|off|active|allowed|stopped|paused|open|reducing|enabled)\b|\btrading state\b|\bare we (?:halted|trading|live|open)\b|\bhow close (?:are we|am i)\b|\bhow close\b.*\b(?:limit|breach)/,
    /^(?:my |the )?risk[?.! ]*$|\bhow (?:risky|much risk)\b|\brisk (?:usage|utili[sz]ation|report|status|overview)\b/,
  ]),
  ...rules("health", 0.93, [
    /^(?:is )?(?:everything|all) (?:ok(?:ay)?|up|fine|well|good|working|running)\b/,
    /\b(?:health|healthy|system status|platform status|uptime|heartbeat|diagnostics?)\b/,
    /\b(?:is|are) (?:everything|the (?:system|desk|platform|database|server|app|gate|gates)|things|all systems|you|all|it all) (?:ok(?:ay)?|up|fine|well|working|healthy|alive|running|down|good|broken|operational|online|there)\b/,
    /^(?:system |desk )?(?:check|ping)[?.! ]*$|\bdoes (?:everything|the desk|the system) work\b/,
  ]),
];
