import { z } from "zod";
import { type Decimal, decimal, FLOOR_LIMITS, RiskLimits } from "#core/model";

/** Where a limit may be set, from the widest to the narrowest. */
export const LimitLevel = z.enum(["global", "account", "strategy", "sector", "symbol"]);
export type LimitLevel = z.infer<typeof LimitLevel>;

type Limits = Partial<RiskLimits>;
type Name = keyof RiskLimits;

const optionalLimits = Object.fromEntries(
  Object.entries(RiskLimits.shape).map(([name, limit]) => [name, limit.removeDefault().optional()]),
);

/** Some of the limits. Unknown names are refused, not ignored. */
export const SomeLimits = z.strictObject(optionalLimits).transform((changes) => changes as Limits);

/** Some limits of one level and key; with an end it is an override, which stands above its own document until then. */
export const LimitLayer = z.object({
  version: z.number().int(),
  level: LimitLevel,
  key: z.string().describe("The account, strategy, sector or symbol; empty for global"),
  limits: SomeLimits,
  endsAt: z.string().nullable(),
});
export type LimitLayer = z.infer<typeof LimitLayer>;

/** What an order is about, as far as limits are set for it. */
export interface LimitSubject {
  account: string;
  /** Null for a person's order. */
  strategy: string | null;
  sector: string | null;
  symbol: string | null;
}

/**
 * The limits that hold for an order: of every layer that speaks of it the strictest, limit by limit. An override
 * replaces what its own level and key say, never another's.
 *
 * @param base the account's own document, complete
 * @param layers in the order they were written; overrides that have ended are not looked at
 */
export function effectiveLimits(
  base: RiskLimits,
  layers: readonly LimitLayer[],
  subject: LimitSubject,
  now: Date,
): RiskLimits {
  const documents = new Map<string, Limits>([["account", base]]);
  const standingFirst = [...layers].sort((a, b) => Number(a.endsAt !== null) - Number(b.endsAt !== null));
  for (const layer of standingFirst) {
    const isOver = layer.endsAt !== null && Date.parse(layer.endsAt) <= now.getTime();
    if (isOver || !speaksOf(layer, subject)) continue;
    const held = layer.endsAt === null && layer.level !== "account" ? {} : documents.get(layer.level);
    documents.set(layer.level, { ...held, ...layer.limits });
  }
  const effective: Record<string, unknown> = {};
  for (const document of documents.values())
    for (const [name, value] of Object.entries(document)) {
      const before = effective[name] as RiskLimits[Name] | undefined;
      if (before === undefined || isLooser(name as Name, before, value)) effective[name] = value;
    }
  return effective as RiskLimits;
}

function speaksOf({ level, key }: LimitLayer, subject: LimitSubject): boolean {
  return level === "global" || subject[level] === key;
}

/** Whether one value of a limit lets more through than another. */
export function isLooser(name: Name, value: string | number, than: string | number): boolean {
  const [a, b] = [toDecimal(value), toDecimal(than)];
  return FLOOR_LIMITS.has(name) ? a.lt(b) : a.gt(b);
}

/** Names of the limits a change would loosen; one that was not set is tightened by being set. */
export function loosenedLimits(current: Limits, changes: Limits): string[] {
  return Object.entries(changes)
    .filter(([name, value]) => {
      const before = current[name as Name];
      return before !== undefined && isLooser(name as Name, value, before);
    })
    .map(([name]) => name);
}

const toDecimal = (value: string | number): Decimal =>
  decimal(typeof value === "number" ? value.toFixed(10) : value);
