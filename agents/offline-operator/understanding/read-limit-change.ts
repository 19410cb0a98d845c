import { Decimal, toText } from "#core/model";

/** A limit with what it is counted in; a percentage may mean another limit than an amount. */
interface Target {
  limit: string;
  pattern: RegExp;
  unit: "usd" | "fraction" | "ratio" | "count";
  ofEquity?: string;
}

const MOST = String.raw`(?:max(?:imum)?|biggest|largest|highest|top|single)(?: (?:allowed|permitted|possible|single|size of (?:an?|one)))*`;
const TARGETS: readonly Target[] = [
  {
    limit: "maxOrdersPerMinute",
    pattern: /\borders? (?:a|per|each|in a|in one) minute\b/,
    unit: "count",
  },
  { limit: "maxOrdersPerDay", pattern: /\borders? (?:a|per|each|in a|in one) day\b/, unit: "count" },
  {
    limit: "twoApprovalsAboveUsd",
    pattern: /\b(?:two|2) (?:approvals?|people|persons|sign-?offs?)\b/,
    unit: "usd",
  },
  {
    limit: "oneApprovalAboveUsd",
    pattern: /\bapproval(?:s|)?\b(?! limit order)|\bsign-?offs?\b|\bapproval threshold\b/,
    unit: "usd",
  },
  {
    limit: "maxDailyLossOfEquity",
    pattern: /\b(?:daily|day(?:'s)?|days) loss\b|\bloss (?:limit|cap)\b|\bloss (?:of|for) (?:a|the) day\b/,
    unit: "fraction",
  },
  { limit: "maxSectorOfEquity", pattern: /\bsectors?\b/, unit: "fraction" },
  { limit: "maxVarOfEquity", pattern: /\b(?:var|value at risk)\b/, unit: "fraction" },
  { limit: "maxGrossExposure", pattern: /\bgross(?: exposure)?\b/, unit: "ratio" },
  { limit: "maxNetExposure", pattern: /\bnet exposure\b/, unit: "ratio" },
  { limit: "priceCollarFraction", pattern: /\bcollar\b/, unit: "fraction" },
  {
    limit: "maxPositionUsd",
    pattern: new RegExp(
      String.raw`\b${MOST} (?:position|holding|stake)s?\b|\bposition (?:limit|cap|size|max(?:imum)?|ceiling)\b|\b(?:cap|limit|keep) (?:all |any |each |every |my |our |single )*positions?\b`,
    ),
    unit: "usd",
    ofEquity: "maxPositionOfEquity",
  },
  {
    limit: "maxOrderNotionalUsd",
    pattern: new RegExp(
      String.raw`\b${MOST} (?:orders?|tickets?|trades?)\b|\b(?:order|ticket|trade)(?: size| value| notional)? (?:limit|cap|size|max(?:imum)?|ceiling)\b|\b(?:cap|keep|restrict|limit(?= (?:all|any|each|every|my|our|single)|(?: \w+){0,2} (?:to|at) \$?\d)) (?:all |any |each |every |my |our |single )*(?:orders?|tickets?|trades?)\b`,
    ),
    unit: "usd",
    ofEquity: "maxOrderNotionalOfEquity",
  },
];

const LOOSENS =
  /\b(?:raise|increase|loosen|lift|remove|double|triple|bump(?: up)?|relax|expand|extend|widen|disable|turn off|drop the|up(?= (?:the|my|our)))\b(?! .*\bneed)/;
const TIGHTENS = /\b(?:tighten|tighter|stricter|lower|reduce|decrease|cut|shrink|bring|halve)\b/;
/** These move a limit only towards a figure that is said. */
const SETS =
  /\b(?:set|change|adjust|make|cap|limit|restrict|keep|drop|allow|let|require|need|needs|put|no more than|at most)\b/;
/** Talk about limits, or an order that bears a limit price. */
const NO_CHANGE =
  /^(?:(?:and|so|ok|but) )?(?:what|which|how|who|whose|when|where|why|is|are|was|were|do|does|did|can i|may i|could i|would|should|show|tell|list|i (?:read|heard|think|wonder)|my (?:boss|friend|broker))\b|\b(?:buy|sell|purchase|backtest|tune|sweep|exceed|prefer|limit orders? (?:for|on|in))\b/;

/** Said as a command, not told about somebody. */
const COMMANDS =
  /^(?:please |ok(?:ay)?,? |yes,? |now |so |hey,? |just |also |then |go ahead and |let us |i (?:want|would like|need|wish) (?:you )?to |can you |could you |would you |will you |we should |from now on,? )*(?:tighten|lower|reduce|decrease|cut|shrink|bring|halve|set|change|adjust|make|cap|limit|restrict|keep|drop|allow|let|require|put|no more than|at most|only|raise|increase|loosen|lift|remove|double|triple|bump|relax|expand|extend|widen|disable|turn off|up)\b/;

/** What a sentence wants of one limit. */
export interface LimitChange {
  loosens: boolean;
  limit: string;
  changes?: Record<string, string | number>;
}

/** Reads "tighten max order to $2,000"; nothing when no limit is to be moved. */
export function readLimitChange(clause: string): LimitChange | undefined {
  if (NO_CHANGE.test(clause) || !COMMANDS.test(clause)) return undefined;
  const target = TARGETS.find(({ pattern }) => pattern.test(clause));
  if (!target) return undefined;
  if (LOOSENS.test(clause)) return { loosens: true, limit: target.limit };
  const changes = changesTo(target, clause);
  return TIGHTENS.test(clause) || (changes && SETS.test(clause))
    ? { loosens: false, limit: target.limit, changes }
    : undefined;
}

/** The limit a hypothetical question supposes: an order limit where only an amount is named. */
export function readSupposedLimit(clause: string): LimitChange["changes"] {
  const target = TARGETS.find(({ pattern }) => pattern.test(clause)) ?? targetOf("maxOrderNotionalUsd");
  return target && changesTo(target, clause);
}

/** A figure that answers "to how much?". */
export const readLimitValue = (limit: string, clause: string): LimitChange["changes"] => {
  const target = targetOf(limit);
  return target && changesTo(target, clause);
};

const targetOf = (limit: string) => TARGETS.find((target) => target.limit === limit);

const SCALES: Readonly<Record<string, string>> = {
  k: "1000",
  grand: "1000",
  thousand: "1000",
  m: "1000000",
  million: "1000000",
};

function changesTo({ limit, unit, ofEquity }: Target, clause: string): LimitChange["changes"] {
  const percent = /(?<n>\d+(?:\.\d+)?)%/.exec(clause)?.groups?.n;
  const share = percent && Number((Number(percent) / 100).toFixed(6));
  if (share) return unit === "usd" ? (ofEquity ? { [ofEquity]: share } : undefined) : { [limit]: share };
  const { n, s } =
    /(?<![\w.])\$?\s?(?<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?<s>k|grand|thousand|m|million)?\b/.exec(
      unit === "count"
        ? clause
        : clause.replace(/\b(?:1|2|two|one) (?:more |other )?(?:approvals?|people|person)\b/, ""),
    )?.groups ?? {};
  if (!n) return undefined;
  const value = new Decimal(n.replaceAll(",", "")).times(SCALES[s ?? ""] ?? "1");
  if (unit === "usd") return { [limit]: toText(value) };
  const number = Number(value.toFixed());
  // "1" for a share of equity is one percent to nobody: it is asked about.
  return unit === "fraction" && number >= 1 ? undefined : { [limit]: number };
}
