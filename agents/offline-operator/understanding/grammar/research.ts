import { type Rule, rules } from "./rule.ts";

/** Strategies, backtests and searches over parameters. */
export const RESEARCH_RULES: readonly Rule[] = [
  ...rules("strategies", 0.9, [
    /\b(?:which|what|list|show|all|available|your|supported|any|other)\b[^.]*\b(?:strategies|rules|algos?|algorithms?|models)\b(?!.*@)/,
    /^(?:my |the )?(?:strategies|strategy list)[?.! ]*$/,
    /\bwhat (?:can|could|should) (?:i|we|you) backtest\b|\bwhat (?:are the |)(?:parameters|knobs|settings)\b|\bparameters (?:of|for|does|do)\b|\bhow does the (?:sma|news|sentiment|cross)/,
    /\b(?:describe|explain) (?:the |your )?(?:sma|news|sentiment|moving average)\b.*\b(?:strategy|rule|cross)\b/,
  ]),
  ...rules("backtest", 0.95, [
    /^(?:please |now |and )*(?:rerun|re-run|repeat|redo) (?:the |a |that )?~/,
    /\bbacktest(?:ed|ing|s)?\b(?!.*\b(?:come from|number|last|previous|earlier|yesterday|results? of)\b)/,
    /\bback ?test\b/,
    /\b(?:test|simulate|replay|try|run|evaluate|check|rerun)\b.*\b(?:strategy|cross(?:over)?|sma|ma|averages?|sentiment|golden|rule)\b/,
    /^(?:please |can you |could you )*(?:test|simulate|replay|run|evaluate) (?:a |an |the )?~/,
    /\bhow (?:would|did|does|do|has|have|well)\b.*\b(?:strategy|cross(?:over)?|sma|moving averages?|golden|sentiment|rule|trend following)\b/,
    /\b(?:what (?:if|would)|suppose)\b.*\b(?:had|have|followed|used|traded|using|with)\b.*\b(?:strategy|cross(?:over)?|sma|averages?|golden|sentiment)\b/,
    /\b(?:does|did|do|would|is|could)\b.*\b(?:cross(?:over)?|sma|golden cross|strategy|trend following|sentiment strategy)\b.*\b(?:work|beat|make money|outperform|pay|profitable|any good)\b/,
    /\bwhich (?:is|was|works|worked|does|did) (?:better|best)\b.*~/,
  ]),
  ...rules("backtest", 0.55, [
    /^(?:a |an |the |do |and )?~?[^?]*(?:\bcross(?:over)?\b|\bsma\b|\bsentiment\b)[^?]*@/,
  ]),
  ...rules("sweep", 0.96, [
    /\b(?:best|optimal|right|ideal) (?:sma |ma |moving average |cross )?(?:lengths?|averages|periods|pair)\b/,
    /^(?:please |can you |could you )*(?:search|scan|explore|vary) (?:the )?(?:~|fast|slow)/,
    /^(?!how (?:do|does|is) (?:the )?(?:tuning|sweep)).*\b(?:tune|tuning|tuned|fine[- ]?tune|optimise|calibrate|grid[ -]?search|grid|sweep|parameter search|param(?:eter)?s? (?:scan|study))\b(?!.*\b(?:portfolio|weights)\b)/,
    /\b(?:best|optimal|right|ideal|better|good) (?:parameters?|params|settings|lengths|combination|values|averages|pair|numbers|periods)\b/,
    /\b(?:search|scan|explore|vary|try)\b.*\b(?:parameters?|params|combinations|grid|lengths|ranges?)\b/,
    /\bwhich (?:parameters?|lengths?|settings?|averages?|combination|pair)\b.*\b(?:best|work|worked|better|right)\b/,
    /\b(?:overfit(?:ting)?|curve[- ]?fit|fooling (?:me|myself|ourselves)|data[- ]?snooping|luck)\b.*\?$/,
  ]),
  ...rules("past-backtest", 0.97, [
    /\b(?:show|give|tell|repeat|recap|summari[sz]e|what (?:was|were|is))\b.*\b(?:last|previous|earlier|that|the) backtest\b/,
    /\b(?:results?|figures|numbers|trades|metrics) (?:of|from|in) (?:the |that |my )?(?:last |previous |earlier )?backtest\b/,
    /\bbacktest bkt_/,
    /\bbkt_\w+/,
  ]),
];
