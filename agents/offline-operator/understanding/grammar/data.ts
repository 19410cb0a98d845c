import { type Rule, rules } from "./rule.ts";

/** How instruments go together, and whether what we hold is what others hold. */
export const DATA_RULES: readonly Rule[] = [
  ...rules("compare", 0.948, [
    /\b(?:correlat\w+|co-?move\w*|diversif\w+)\b.*@.*@|@.*@.*\b(?:correlat\w+|move together)\b/,
    /\b(?:which|who|what)\b.*\b(?:more volatile|riskier|calmer|steadier|outperform\w*|did better|performed better|fell (?:more|further)|drew down)\b.*@.*@|@.*@.*\bmore volatile\b/,
  ]),
  ...rules("reconciliation", 0.977, [
    /\b(?:brokers?|alpaca)\b.*\b(?:agree\w*|match\w*|in line|in sync|consistent|same|tally|tallies|differ\w*|disagree\w*|see what we see)\b.*\b(?:we|us|ours?|books?|records?|positions?|ledger|desk)\b/,
    /\b(?:books?|records?|positions?|ledger|desk|we)\b.*\b(?:agree\w*|match\w*|in line|in sync|consistent|tally|tallies|differ\w*|disagree\w*)\b.*\b(?:brokers?|alpaca|their\w*)\b/,
    /\breconcil(?:e|ed|iation|ing)\b(?!.*\bhow (?:does|do)\b)|\b(?:is|are) (?:the|our) books (?:clean|right|ok|in order|balanced)\b/,
  ]),
];
