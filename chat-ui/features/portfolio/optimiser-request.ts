import type { DeskInput } from "../../lib/desk-types.ts";

type Request = DeskInput<"optimizePortfolio">;
export type Method = Request["method"];

/** What is typed into the optimiser; percentages as people write them, empty where there is no such limit. */
export interface OptimiserWish {
  method: Method;
  symbols: string;
  minWeight: string;
  maxWeight: string;
  maxSector: string;
  turnover: string;
  invested: string;
  target: string;
  returns: NonNullable<Request["returns"]>;
  covariance: NonNullable<Request["covariance"]>;
}

export const FIRST_WISH: OptimiserWish = {
  method: "risk-parity",
  symbols: "",
  minWeight: "0",
  maxWeight: "40",
  maxSector: "",
  turnover: "",
  invested: "",
  target: "",
  returns: "historical",
  covariance: "ledoit-wolf",
};

export const METHODS: Record<Method, string> = {
  "min-variance": "Least variance",
  "max-sharpe": "Most return per risk (max Sharpe)",
  utility: "Return less risk (utility)",
  "target-return": "Least risk for a return",
  "target-risk": "Most return for a risk",
  "risk-parity": "Equal shares of risk (risk parity)",
  hrp: "Hierarchical risk parity",
};

/** What the target of a method is, for those that have one. */
export const targetOf = (method: Method): "Return a year" | "Volatility a year" | null =>
  method === "target-return" ? "Return a year" : method === "target-risk" ? "Volatility a year" : null;

/** The wish in the words of the operations. @param invested share of the sleeve that is invested now, 0 to 1 */
export function requestOf(wish: OptimiserWish, invested: number): Omit<Request, "frontierPoints"> {
  const symbols = wish.symbols.split(/[\s,;]+/).filter((symbol) => symbol !== "");
  const target = fractionOf(wish.target);
  return {
    method: wish.method,
    returns: wish.returns,
    covariance: wish.covariance,
    minWeight: fractionOf(wish.minWeight) ?? 0,
    maxWeight: fractionOf(wish.maxWeight) ?? 1,
    invested: fractionOf(wish.invested) ?? invested,
    ...(symbols.length > 0 ? { symbols } : {}),
    ...optional("maxSectorWeight", fractionOf(wish.maxSector)),
    ...optional("turnover", fractionOf(wish.turnover)),
    ...(wish.method === "target-return" ? optional("targetReturn", target) : {}),
    ...(wish.method === "target-risk" ? optional("targetRisk", target) : {}),
  };
}

const optional = (name: string, value: number | null) => (value === null ? {} : { [name]: value });

/** "12.5" per cent → 0.125; null for nothing typed. */
function fractionOf(typed: string): number | null {
  const text = typed.trim().replace(/\s*%$/, "").replace("−", "-");
  if (text === "" || !Number.isFinite(Number(text))) return null;
  return Number((Number(text) / 100).toFixed(8));
}
