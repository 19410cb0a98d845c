import type { UseQueryResult } from "@tanstack/react-query";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Meter } from "../../components/meter.tsx";
import type { RiskReport } from "../../lib/desk-types.ts";
import { day, inWords, money, percent } from "../../lib/formats.ts";

type TailRiskReport = RiskReport["tailRisk"];
type RiskFigure = TailRiskReport["figures"][number];

const METHODS = ["historical", "parametric", "monte-carlo"] as const;

/** What a day may cost, by three methods that ought to tell one story, and which positions it comes from. */
export function TailRisk({ query }: { query: UseQueryResult<RiskReport, Error> }) {
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={5} />}>
      {({ tailRisk }) => (
        <>
          <MethodTable tailRisk={tailRisk} />
          {tailRisk.components.length > 0 && <Components tailRisk={tailRisk} />}
          <Grounds tailRisk={tailRisk} />
        </>
      )}
    </Loaded>
  );
}

function MethodTable({ tailRisk }: { tailRisk: TailRiskReport }) {
  const confidences = [...new Set(tailRisk.figures.map(({ confidence }) => confidence))].slice(0, 2);
  const figure = (method: string, confidence: number) =>
    tailRisk.figures.find((one) => one.method === method && one.confidence === confidence);
  return (
    <table className="desk-table tight">
      <caption className="sr-only">Value at risk and mean loss beyond it, by method</caption>
      <thead>
        <tr>
          <th scope="col">Method</th>
          {confidences.map((confidence) => (
            <th key={confidence} scope="col" className="num">
              VaR {percent(confidence, { digits: 0 })}
            </th>
          ))}
          {confidences.map((confidence) => (
            <th key={confidence} scope="col" className="num">
              CVaR {percent(confidence, { digits: 0 })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {METHODS.map((method) => (
          <tr key={method}>
            <th scope="row">
              <span className="text-[0.8125rem] text-ink">
                {inWords(method).replace("Monte c", "Monte C")}
              </span>
            </th>
            {confidences.map((confidence) => (
              <FigureCell key={confidence} figure={figure(method, confidence)} of="varUsd" />
            ))}
            {confidences.map((confidence) => (
              <FigureCell key={confidence} figure={figure(method, confidence)} of="cvarUsd" />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FigureCell({ figure, of }: { figure: RiskFigure | undefined; of: "varUsd" | "cvarUsd" }) {
  return (
    <td className="num" title={figure?.missing ?? undefined}>
      {money(figure?.[of], { digits: 0 })}
    </td>
  );
}

function Components({ tailRisk }: { tailRisk: TailRiskReport }) {
  return (
    <div className="border-t border-line px-3 py-2">
      <h3 className="label font-semibold">
        Where the {percent(tailRisk.componentConfidence, { digits: 0 })} figure comes from
      </h3>
      <ul className="mt-1 space-y-1.5">
        {tailRisk.components.map(({ symbol, varUsd, share }) => (
          <li key={symbol} className="grid grid-cols-[4rem_minmax(0,1fr)_auto] items-center gap-2 text-xs">
            <span className="font-medium">{symbol}</span>
            <Meter fraction={share} />
            <span className="whitespace-nowrap">
              {money(varUsd, { digits: 0 })}{" "}
              <span className="text-muted">{percent(share, { digits: 0 })}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Grounds({ tailRisk }: { tailRisk: TailRiskReport }) {
  const missing = [...new Set(tailRisk.figures.flatMap((figure) => figure.missing ?? []))];
  return (
    <div className="space-y-1 border-t border-line px-3 py-2 text-xs text-muted">
      {missing.map((why) => (
        <p key={why}>{why}</p>
      ))}
      {tailRisk.from && tailRisk.to && (
        <p>
          {tailRisk.observations} daily returns, {day(tailRisk.from)} to {day(tailRisk.to)};{" "}
          {tailRisk.draws.toLocaleString("en-US")} draws.
        </p>
      )}
      <p>VaR: the loss one day in twenty, or in a hundred, exceeds. CVaR: the mean of those days.</p>
    </div>
  );
}
