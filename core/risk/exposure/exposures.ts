import { type Decimal, type DecimalText, decimal, statisticFromDecimal, toText } from "#core/model";
import { type ExposedHolding, worstValue } from "./exposed-holding.ts";

/** Money at risk under one heading. */
export interface ExposureLine {
  name: string;
  /** Sum of absolute values, USD */
  gross: DecimalText;
  /** Signed sum, USD */
  net: DecimalText;
  /** Gross over equity; null where equity is not above 0 */
  grossOfEquity: number | null;
  netOfEquity: number | null;
}

export interface Concentration {
  /** Largest positions first, at most five */
  largest: { symbol: string; value: DecimalText; ofEquity: number | null }[];
  topFiveOfEquity: number | null;
  /** Herfindahl–Hirschman index of the shares in gross exposure: 1 is a single name, 1/n is n equal ones, 0 none */
  herfindahl: number;
}

export interface Exposures {
  total: ExposureLine;
  bySymbol: ExposureLine[];
  bySector: ExposureLine[];
  byCurrency: ExposureLine[];
  concentration: Concentration;
}

const TOP = 5;

/** Exposure under each heading, largest first. Every holding counts with all its open orders at their worst. */
export function exposures(holdings: readonly ExposedHolding[], equity: DecimalText): Exposures {
  const lines = (nameOf: (holding: ExposedHolding) => string) =>
    exposureLines(
      holdings.map((holding) => ({ name: nameOf(holding), value: worstValue(holding) })),
      equity,
    );
  const all = lines(() => "all")[0] ?? { name: "all", ...sums([], equity) };
  const bySymbol = lines(({ symbol }) => symbol);
  return {
    total: all,
    bySymbol,
    bySector: lines(({ sector }) => sector),
    byCurrency: lines(({ currency }) => currency),
    concentration: concentrationOf(bySymbol, decimal(all.gross), equity),
  };
}

/** Amounts added up by name, largest gross first, then by name. */
export function exposureLines(
  amounts: readonly { name: string; value: Decimal }[],
  equity: DecimalText,
): ExposureLine[] {
  const byName = new Map<string, Decimal[]>();
  for (const { name, value } of amounts) byName.set(name, [...(byName.get(name) ?? []), value]);
  return [...byName]
    .map(([name, values]) => ({ name, ...sums(values, equity) }))
    .sort((a, b) => decimal(b.gross).cmp(decimal(a.gross)) || a.name.localeCompare(b.name));
}

function sums(values: readonly Decimal[], equity: DecimalText): Omit<ExposureLine, "name"> {
  const zero = decimal("0");
  const gross = values.reduce((sum, value) => sum.plus(value.abs()), zero);
  const net = values.reduce((sum, value) => sum.plus(value), zero);
  return {
    gross: toText(gross),
    net: toText(net),
    grossOfEquity: shareOf(gross, equity),
    netOfEquity: shareOf(net, equity),
  };
}

function concentrationOf(lines: readonly ExposureLine[], gross: Decimal, equity: DecimalText): Concentration {
  const largest = lines.slice(0, TOP);
  const top = largest.reduce((sum, line) => sum.plus(decimal(line.gross)), decimal("0"));
  const shares = lines.map((line) =>
    gross.gt("0") ? statisticFromDecimal(decimal(line.gross).div(gross)) : 0,
  );
  return {
    largest: largest.map(({ name, net, netOfEquity }) => ({
      symbol: name,
      value: net,
      ofEquity: netOfEquity,
    })),
    topFiveOfEquity: shareOf(top, equity),
    herfindahl: shares.reduce((sum, share) => sum + share ** 2, 0),
  };
}

/** An amount over equity; null where equity is not above 0, since a share of nothing means nothing. */
export function shareOf(amount: Decimal, equity: DecimalText): number | null {
  const whole = decimal(equity);
  return whole.gt("0") ? statisticFromDecimal(amount.div(whole)) : null;
}
