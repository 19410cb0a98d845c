import { readLimitValue } from "./read-limit-change.ts";
import { readShocks } from "./read-shocks.ts";
import type { Request, Slots } from "./request.ts";

/**
 * A change to what was last asked about weights, risk, limits or slices. What would propose something again is
 * confirmed first, because the earlier proposal stands.
 *
 * @returns undefined when the words change nothing of it
 */
export function followRisk(base: Request, clause: string, said: Slots): Request | undefined {
  const changed = changeOf(base, clause, said);
  if (!changed) return undefined;
  const isProposing = base.intent === "rebalance" || base.intent === "execution";
  return {
    intent: base.intent,
    slots: { ...base.slots, ...changed },
    missing: isProposing ? ["confirmation"] : [],
    confidence: 0.8,
    said: clause,
    leansOnContext: true,
  };
}

/** Intents whose next sentence may change them in this way. */
export const FOLLOWS_RISK: ReadonlySet<string> = new Set([
  "rebalance",
  "weights",
  "execution",
  "risk",
  "tighten",
  "shadow",
]);

function changeOf({ intent, slots }: Request, clause: string, said: Slots): Slots | undefined {
  switch (intent) {
    case "rebalance":
    case "weights":
      return somethingOf({
        method: said.method,
        turnover: said.turnover ?? (said.method ? undefined : turnoverIn(clause)),
        maxWeight: said.maxWeight,
        symbols: said.symbols,
      });
    case "execution":
      return somethingOf({
        durationMinutes: said.durationMinutes,
        quantity: said.quantity,
        symbols: said.symbols,
        ...(said.durationMinutes && !/\b[tv]wap|iceberg\b/.test(clause) ? {} : { algorithm: said.algorithm }),
      });
    case "risk":
      return shockIn(slots, clause, said);
    default: {
      const [limit] = Object.keys(slots.changes ?? {});
      const changes = limit ? readLimitValue(limit, clause) : undefined;
      return changes && { changes };
    }
  }
}

/** "And 30 %?": the same move by another size; "and for tech?": the same size elsewhere. */
function shockIn({ shocks }: Slots, clause: string, said: Slots): Slots | undefined {
  const before = shocks?.[0];
  if (!before) return undefined;
  const percent = /(?<n>\d+(?:\.\d+)?)%/.exec(clause)?.groups?.n;
  const size = percent ? Number(percent) / 100 : Math.abs(Number(before.change));
  const sign = /\b(?:up|rise|rises|rally|gain)\b/.test(clause) ? 1 : Number(before.change) < 0 ? -1 : 1;
  const elsewhere = readShocks(`${clause} ${sign < 0 ? "falls" : "rises"} ${size * 100}%`)?.[0];
  if (!percent && !said.symbols && elsewhere?.on !== "sector") return undefined;
  const isElsewhere = elsewhere && elsewhere.on !== "market" && elsewhere.on !== "every-name";
  return { shocks: [isElsewhere ? elsewhere : { ...before, change: sign * size }] };
}

const turnoverIn = (clause: string): number | undefined => {
  const percent = /(?<n>\d+(?:\.\d+)?)%/.exec(clause)?.groups?.n;
  return percent ? Number((Number(percent) / 100).toFixed(6)) : undefined;
};

const somethingOf = (slots: Slots): Slots | undefined => {
  const told = Object.entries(slots).filter(([, value]) => value !== undefined);
  return told.length > 0 ? Object.fromEntries(told) : undefined;
};
