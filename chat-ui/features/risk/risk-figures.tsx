import type { UseQueryResult } from "@tanstack/react-query";
import { Figure, Figures } from "../../components/figures.tsx";
import { Loaded } from "../../components/loaded.tsx";
import type { RiskReport } from "../../lib/desk-types.ts";
import { capitalised, money, percent, quantity, UNKNOWN } from "../../lib/formats.ts";

/** The account's risk in eight figures. */
export function RiskFigures({ query }: { query: UseQueryResult<RiskReport, Error> }) {
  return (
    <Loaded query={query} skeleton={<div className="skeleton m-3 h-14" />}>
      {(report) => (
        <>
          <Figures>
            <Amount name="Value at risk, 99 %" {...atRisk(report, "varUsd", "varOfEquity")} />
            <Amount name="Mean loss beyond it" {...atRisk(report, "cvarUsd", "cvarOfEquity")} />
            <Amount
              name={`Worst stress${report.stress[0] ? `: ${report.stress[0].name}` : ""}`}
              usd={report.stress[0]?.lossUsd ?? null}
              share={report.stress[0]?.ofEquity ?? null}
            />
            <Figure
              name={`Days to sell, at ${percent(report.liquidity.participation, { digits: 0 })} of volume`}
            >
              {daysInWords(report.liquidity.days)}
            </Figure>
            <Amount
              name="Gross exposure"
              usd={Number(report.exposures.total.gross)}
              share={report.exposures.total.grossOfEquity}
            />
            <Amount
              name="Net exposure"
              usd={Number(report.exposures.total.net)}
              share={report.exposures.total.netOfEquity}
            />
            {report.exposures.factors
              .filter(({ value }) => value !== null)
              .map(({ factor, value, meaning }) => (
                <Figure key={factor} name={<span title={meaning}>{capitalised(factor)}</span>}>
                  {factor === "momentum" ? percent(value, { signed: true }) : fixed(value)}
                </Figure>
              ))}
          </Figures>
          {report.warnings.length > 0 && (
            <ul className="space-y-0.5 border-t border-line px-3 py-2 text-xs text-muted">
              {report.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </Loaded>
  );
}

interface AmountProps {
  name: string;
  usd: number | null;
  share: number | null;
}

function Amount({ name, usd, share }: AmountProps) {
  return (
    <Figure name={name}>
      {money(usd, { digits: 0 })}
      <span className="ml-1.5 text-xs text-muted">{percent(share, { digits: 1 })}</span>
    </Figure>
  );
}

/** The parametric figure at 99 %: the one that is split by position below. */
function atRisk(
  { tailRisk }: RiskReport,
  usd: "varUsd" | "cvarUsd",
  share: "varOfEquity" | "cvarOfEquity",
): Omit<AmountProps, "name"> {
  const figure = tailRisk.figures.find((one) => one.method === "parametric" && one.confidence === 0.99);
  return { usd: figure?.[usd] ?? null, share: figure?.[share] ?? null };
}

/** Trading days, finer below one: 0.02 → "under 0.1 day". */
export function daysInWords(days: number | null): string {
  if (days === null) return UNKNOWN;
  if (days === 0) return "nothing to sell";
  if (days < 0.1) return "under 0.1 day";
  return `${quantity(days.toFixed(1))} ${days.toFixed(1) === "1.0" ? "day" : "days"}`;
}

const fixed = (value: number | null) => (value === null ? UNKNOWN : value.toFixed(2).replace("-", "−"));
