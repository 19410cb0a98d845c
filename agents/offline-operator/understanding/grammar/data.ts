import { type Rule, rules } from "./rule.ts";

const FIGURE = String.raw`(?:cpi|consumer prices?|inflation|pce|ppi|unemployment|jobless|claims|payrolls?|nfp|jobs? (?:report|numbers?|data|figures?)|gdp|gross domestic product|fed(?:eral)? funds?|policy rate|fed rate|treasur\w+|yields?|deficit|surplus|debt|retail sales|industrial production|housing starts)`;
const VENDOR = String.raw`(?:alpaca|yahoo(?: finance)?|news ?api|fred)`;

/** Economic figures, dates to come, and how good and how old what we know is. */
export const DATA_RULES: readonly Rule[] = [
  ...rules("known", 0.963, [
    /\bwhat (?:did|do|could|does|would) (?:we|you|i|the desk|anyone) (?:already |really )*know\b.*(?:@|\babout\b.*@)/,
    /\b(?:everything|all|whatever) (?:that )?(?:we|you|the desk) (?:know|knew|have|had) (?:about|on) @/,
    /\bwhat (?:is|was) known (?:about|of|on) @/,
  ]),
  ...rules("quality", 0.962, [
    /\b(?:is|are|how) (?:our|the|your|my)? ?(?:\S+ )?(?:data|history|bars|prices|feed)\b.*\b(?:complete|clean|good|reliable|right|correct|ok|fresh|stale|current|up to date|old|trustworthy|missing|patchy)\b/,
    /\b(?:gaps?|holes?|missing (?:bars?|days?|data|prices?)|outliers?|bad (?:ticks?|data|prints?)|duplicates?)\b.*\b(?:data|history|bars|prices|series|@)|@.*\b(?:gaps?|holes?|missing (?:bars?|days?|data))\b/,
    /\bdata (?:quality|coverage|gaps?|health|freshness|findings?)\b|\b(?:quality|coverage|completeness|freshness) of (?:the |our |my )?(?:data|history|bars|prices|@)/,
    /\b(?:how (?:fresh|old|stale|complete|good|clean|far back|current)|since when|what) (?:is|are|does|do)? ?(?:the|our|your|my)? ?(?:@\S+ )?(?:data|history|bars|feed|prices)\b(?!.*\b(?:come|from)\b).*\b(?:have|hold|go|@|data|feed|are|is|fresh)\b/,
    /\bhow (?:fresh|complete|clean|stale|current|good|bad|old|reliable) (?:is|are)\b.*(?:@|\bdata\b)/,
    /\b(?:do|have) (?:we|you) (?:have |hold |got |miss(?:ing)? )(?:all|any|complete|full|every)\b.*\b(?:data|history|bars|prices|days)\b/,
    new RegExp(
      String.raw`\b(?:is|are|has|does|did)\b.*\b${VENDOR}\b.*\b(?:down|up|working|answering|alive|ok|broken|failing|online|offline|connected|respond\w*)\b`,
    ),
    new RegExp(
      String.raw`\b(?:status|health|state) of (?:the )?(?:${VENDOR}|data (?:feeds?|vendors?|sources?)|feeds?|vendors?)\b|\bare (?:the|our|all) (?:data )?(?:feeds?|vendors?|collectors?) (?:up|ok|working|healthy|down|alive|fine)\b`,
    ),
  ]),
  ...rules("calendar", 0.96, [
    /\b(?:is|are|was|will) (?:the )?(?:market|markets|exchange|nyse|nasdaq|stock market|@SPY)(?: be)? (?:open|closed)\b/,
  ]),
  ...rules("calendar", 0.951, [
    /\b(?:earnings|economic|market|trading|release|holiday) (?:calendar|dates?|schedule)\b/,
    /\bwhen (?:does|do|will|is|are)\b.*@\S+.*\b(?:report\w*|earnings|results|announce\w*)\b|\b(?:next|upcoming) (?:earnings|results)\b|\bearnings (?:date|day|call)\b.*@|@\S+ earnings (?:date|day|call|when)/,
    /\bwhen (?:does|do|will|is) (?:the )?(?:market|markets|@SPY|exchange|nyse|trading|next session|close|closing bell|opening bell)\b.*\b(?:open|opens|close|closes|start|starts|end|ends|session|bell)?\b/,
    /\b(?:trading|market|exchange|opening|session) hours\b|\b(?:next|upcoming|coming|any) (?:market |exchange |trading |nyse )?(?:holidays?|half[- ]days?|early closes?|closures?)\b|\bhalf[- ]day\b/,
    /\b(?:what|which|any) (?:economic |macro |data )*(?:releases?|figures?|reports?|prints?|numbers?)\b.*\b(?:this week|next week|today|tomorrow|coming|due|out|scheduled|ahead|upcoming|are there)\b/,
    /\b(?:ex-?dividend|ex-?date|dividend (?:date|day|payment)s?|splits?)\b.*(?:@|\bwhen\b|\bnext\b)|@\S+.*\b(?:ex-?dividend|ex-?date|dividends?|splits?)\b(?!.*\b(?:buy|sell|adjust)\b)/,
  ]),
  ...rules("indicator", 0.949, [
    new RegExp(
      String.raw`^(?!.*\b(?:news|headlines?|articles?|stories|hedge|exposed|lose|stress|my|our|buy|sell|backtest)\b)(?!.*@).*\b${FIGURE}\b.*`,
    ),
    /\bwhen (?:is|was|are|does|will) (?:the |its )?(?:next|last|following|latest|new) (?:release|print|report|figure|number|update|reading|publication)\b/,
  ]),
  ...rules("compare", 0.948, [
    /\b(?:correlat\w+|co-?move\w*|diversif\w+|moves? together)\b.*@.*@|@.*@.*\b(?:correlat\w+|move together)\b/,
    /\b(?:which|who|what)\b.*\b(?:more volatile|riskier|calmer|steadier|outperform\w*|did better|performed better|fell (?:more|further)|drew down)\b.*@.*@|@.*@.*\bmore volatile\b/,
  ]),
  ...rules("reconciliation", 0.977, [
    /\b(?:brokers?|alpaca)\b.*\b(?:agree\w*|match\w*|in line|in sync|consistent|same|tally|tallies|differ\w*|disagree\w*|see what we see)\b.*\b(?:we|us|ours?|books?|records?|positions?|ledger|desk)\b/,
    /\b(?:books?|records?|positions?|ledger|desk|we)\b.*\b(?:agree\w*|match\w*|in line|in sync|consistent|tally|tallies|differ\w*|disagree\w*)\b.*\b(?:brokers?|alpaca|their\w*)\b/,
    /\breconcil(?:e|ed|iation|ing)\b(?!.*\bhow (?:does|do)\b)|\b(?:is|are) (?:the|our) books (?:clean|right|ok|in order|balanced)\b/,
  ]),
];
