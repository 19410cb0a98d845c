import { type Rule, rules } from "./rule.ts";

/** The repository of strategies, ideas for it, searches with a named optimizer, and the road to promotion. */
export const LAB_RULES: readonly Rule[] = [
  ...rules("idea", 0.97, [
    /\b(?:strategy|strategies|trading|backtest) ideas?\b/,
    /\bideas? (?:for|of) (?:a |some |another )?(?:strategy|strategies|rules?|backtests?)\b/,
    /\b(?:suggest|propose|recommend|come up with|think of|invent)\b[^.]*\b(?:strategy|strategies|rules?)\b(?!.*\border\b)/,
    /\bwhat (?:strategy|strategies|rule) (?:would|could|might|should|fits?|suits?)\b/,
  ]),
  ...rules("study", 0.975, [
    /\b(?:tune|optimi[sz]e|search|study|tuning)\b.*\b(?:with|using|by|through|via) (?:the |a |an )?(?:tpe|parzen|bayes\w*|gaussian|gp|genetic|nsga\w*|evolution\w*|cma\w*|random|optimi[sz]er|auto\w*)\b/,
    /\b(?:start|run|launch|begin) (?:a |an |another |the )?(?:study|optimi[sz]ation|optimi[sz]er)\b/,
    /\b(?:tpe|nsga-?(?:2|ii)|cma-?es|bayesian optimi[sz]ation|gaussian process)\b/,
  ]),
  ...rules("study-state", 0.98, [
    /\bhow (?:is|are|far is|goes|far along is) (?:the |that |my |our |your )?(?:study|search|tuning|optimi[sz]ation|optimi[sz]er)\b/,
    /\b(?:progress|status|state) of (?:the |that |my |our )?(?:study|search|tuning|optimi[sz]ation|optimi[sz]er)\b/,
    /\b(?:study|search|tuning|optimi[sz]ation|optimi[sz]er) (?:progress|status|done|finished|ready|results?)\b/,
    /\b(?:is|are|has) (?:the |that |my |our |it )?(?:study|search|tuning|optimi[sz]ation|optimi[sz]er) (?:done|finished|ready|over|through|still running|complete)\b/,
    /^(?:my |the |all |show (?:me )?(?:my |the |all )?|list (?:my |the |all )?)?studies[?.! ]*$/,
  ]),
  ...rules("compare-backtests", 0.985, [
    /\bcompare (?:(?:the|these|those|my|both|all|last|\d+|two|three|four) )*(?:backtests?|results|runs)\b/,
    /\b(?:backtests?|results|runs) side by side\b/,
  ]),
  ...rules("save-strategy", 0.985, [
    /\b(?:save|keep|store|file)\b(?! (?:in mind|that)).*\b(?:strategy|rule|draft|repository|library|winner|best)\b/,
    /^(?:please |now |ok |and )*(?:save|store) (?:it|this|that)(?: as\b.*)?[.! ]*$/,
  ]),
  ...rules("library", 0.97, [
    /\b(?:saved|my|our|kept|stored) (?:strategies|drafts|candidates)\b/,
    /\b(?:strategy|strategies) (?:library|repository|inventory)\b/,
    /\b(?:list|show)(?: me)? (?:the |all )?(?:drafts|candidates|strategies (?:we|i) (?:have )?saved)\b/,
  ]),
  ...rules("validate", 0.985, [
    /\bwalk(?:ed|ing|s)?[- ]?(?:(?:it|this|that|them|the (?:strategy|rule|winner|best(?: one)?)) )?forward\b/,
    /\b(?:validate|validation of|cross[- ]?validate|stress[- ]test) (?:it|this|that|the (?:strategy|rule|winner|best)|my (?:strategy|rule))\b/,
    /\b(?:is|was) (?:it|this|that|the (?:strategy|rule|result)) (?:just |only |pure(?:ly)? )?(?:luck|overfit(?:ted)?|curve[- ]?fit)\b/,
  ]),
  ...rules("promotion", 0.99, [
    /\bpromot(?:e|ed|ion|able|ing)\b/,
    /\b(?:can|could|may|should|ready) (?:it|this|that|the (?:strategy|rule)|we)? ?(?:to )?(?:go|trade|run) (?:on paper|live)\b/,
  ]),
  ...rules("report", 0.985, [
    /^(?!.*\brisk\b).*\b(?:print|export|download|send|give me|show me|open|make)\b.*\b(?:report|tear ?sheet|printout)\b/,
    /^(?:the |a )?(?:printed |html |full )?(?:report|tear ?sheet)(?: please)?[.! ]*$/,
  ]),
];
