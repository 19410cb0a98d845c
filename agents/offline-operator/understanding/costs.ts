import type { Remainder } from "./remainder.ts";
import type { Slots } from "./request.ts";

const N = String.raw`(?<v>\d+(?:\.\d+)?)\s*(?<u>bps|%)`;
const SLIPPAGE = "(?:slippage|slip|spread|impact)";
const COMMISSION = "(?:commissions?|fees?|costs?|trading costs?|transaction costs?|brokerage|charges?)";
/** The highest the desk takes. */
const MAX_BPS = 1_000;

const FORMS: readonly (readonly [name: "slippageBps" | "commissionBps", pattern: RegExp])[] = [
  ["slippageBps", new RegExp(String.raw`${N}\s*(?:of |for |in |per side |each way )*${SLIPPAGE}\b`)],
  ["slippageBps", new RegExp(String.raw`\b${SLIPPAGE}\s*(?:=|:|of|at|is|to|was|were)*\s*${N}`)],
  ["commissionBps", new RegExp(String.raw`${N}\s*(?:of |for |in |per trade |per side )*${COMMISSION}\b`)],
  ["commissionBps", new RegExp(String.raw`\b${COMMISSION}\s*(?:=|:|of|at|is|to|was|were)*\s*${N}`)],
];
const NO = "(?:no|zero|without(?: any)?|free of|ignoring|ignore|excluding|ex|0|drop the|remove)";

/** Reads what trading costs, in basis points, taking it out of the remainder. */
export function readCosts(rest: Remainder): Slots {
  const costs: { slippageBps?: number; commissionBps?: number } = {};
  const both = new RegExp(
    String.raw`\b${NO} (?:(?:trading|transaction|the|any) )?(?:costs?|charges?|fees? (?:and|or|&) slippage|slippage (?:and|or|&) (?:fees?|commissions?)|commissions? (?:and|or|&|nor) slippage|frictions?)\b|\b(?:cost|friction)[ -]?(?:free|less)\b`,
  );
  if (rest.take(both)) return { costs: { commissionBps: 0, slippageBps: 0 } };
  if (rest.take(new RegExp(String.raw`\b${NO} (?:bps )?(?:of )?${SLIPPAGE}\b`))) costs.slippageBps = 0;
  if (rest.take(new RegExp(String.raw`\b${NO} (?:bps )?(?:of )?${COMMISSION}\b|\bcommission[ -]free\b`)))
    costs.commissionBps = 0;
  for (const [name, pattern] of FORMS) {
    if (costs[name] !== undefined) continue;
    const match = rest.take(pattern);
    if (match?.groups) costs[name] = inBps(match.groups);
  }
  if (Object.keys(costs).length === 0) {
    const bare = rest.take(/\b(?:with|at|using|assuming|and|plus)?\s*(?<v>\d+(?:\.\d+)?)\s*(?<u>bps)\b/);
    if (bare?.groups) costs.slippageBps = inBps(bare.groups);
  }
  return Object.keys(costs).length > 0 ? { costs } : {};
}

function inBps({ v = "0", u = "bps" }: Record<string, string | undefined>): number {
  const bps = u === "%" ? Number(v) * 100 : Number(v);
  return Math.min(MAX_BPS, Number(bps.toFixed(4)));
}
