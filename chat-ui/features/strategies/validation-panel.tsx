import type { ValidationReport } from "#core/model";
import { Figure, Figures } from "../../components/figures.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Wide } from "../../components/wide.tsx";
import { day, money, percent } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { figure, parameterWords } from "./words.ts";

/** Everything that speaks for or against a strategy. */
export function ValidationPanel({ validationId }: { validationId: string }) {
  const query = useDesk("getValidation", { validationId });
  return (
    <Panel title="For and against">
      <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
        {(report) => (
          <>
            <Summary report={report} />
            {report.warnings.map((warning) => (
              <p key={warning} className="border-t border-line p-3 text-sm">
                {warning}
              </p>
            ))}
            {report.walkForward && <Windows walk={report.walkForward} />}
            <div className="grid gap-4 border-t border-line p-3 sm:grid-cols-2">
              <Chances runs={report.monteCarlo} />
              <Regimes regimes={report.regimes} />
            </div>
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Summary({ report }: { report: ValidationReport }) {
  const { walkForward, costs, plateau, lookAhead } = report;
  return (
    <Figures>
      <Figure name="Sharpe ratio on unseen bars">{figure(walkForward?.stitched.sharpeRatio)}</Figure>
      <Figure name="Chance that it is more than luck">{percent(report.deflatedSharpe, { digits: 1 })}</Figure>
      <Figure name="Chance of overfitting">{percent(report.overfitProbability, { digits: 1 })}</Figure>
      <Figure name="Picked from">{report.trialCount} trials</Figure>
      <Figure name="Costs it bears">
        {costs?.breakEvenMultiple ? `${figure(costs.breakEvenMultiple)} times` : "more than ten times"}
      </Figure>
      <Figure name="Neighbours, of the best">{percent(plateau?.share, { digits: 0 })}</Figure>
      <Figure name="Look-ahead">
        {lookAhead ? (lookAhead.clean ? "none found" : "found") : "not checked"}
      </Figure>
      <Figure name="Errors in its data">{report.criticalFindings ?? "not checked"}</Figure>
    </Figures>
  );
}

function Windows({ walk }: { walk: NonNullable<ValidationReport["walkForward"]> }) {
  return (
    <div className="border-t border-line">
      <Wide name="Walk forward by windows">
        <table className="desk-table">
          <caption className="sr-only">Walk forward, window by window</caption>
          <thead>
            <tr>
              <th scope="col">Tried on</th>
              <th scope="col">Numbers</th>
              <th scope="col" className="num">
                Sharpe when tuned
              </th>
              <th scope="col" className="num">
                Sharpe unseen
              </th>
              <th scope="col" className="num">
                Return unseen
              </th>
            </tr>
          </thead>
          <tbody>
            {walk.windows.map(({ test, parameters, inSample, outOfSample }) => (
              <tr key={test.from}>
                <th scope="row" className="text-left font-normal">
                  {day(test.from)} to {day(test.to)}
                </th>
                <td>{parameterWords(parameters)}</td>
                <td className="num">{figure(inSample.sharpeRatio)}</td>
                <td className="num">{figure(outOfSample.sharpeRatio)}</td>
                <td className="num">{percent(outOfSample.totalReturn, { digits: 1, signed: true })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  );
}

function Chances({ runs }: { runs: ValidationReport["monteCarlo"] }) {
  return (
    <section aria-label="What chance could have made of it" className="text-sm">
      <h3 className="mb-1 font-medium">What chance could have made of it</h3>
      <ul className="space-y-1">
        {runs.map(({ of, runs: drawn, finalEquity, maxDrawdown, lossProbability }) => (
          <li key={of}>
            {drawn} draws of its {of}: ends between {money(finalEquity.p05, { digits: 0 })} and{" "}
            {money(finalEquity.p95, { digits: 0 })} nine times in ten, deepest fall up to{" "}
            {percent(maxDrawdown.p95, { digits: 0 })}, a loss in {percent(lossProbability, { digits: 0 })}.
          </li>
        ))}
      </ul>
    </section>
  );
}

function Regimes({ regimes }: { regimes: ValidationReport["regimes"] }) {
  return (
    <section aria-label="In which market" className="text-sm">
      <h3 className="mb-1 font-medium">In which market</h3>
      <ul className="space-y-1">
        {regimes.map(({ regime, bars, annualReturn, sharpeRatio }) => (
          <li key={regime} className="flex justify-between gap-3">
            <span>
              {regime} <span className="text-muted">({bars} bars)</span>
            </span>
            <span>
              {percent(annualReturn, { digits: 1, signed: true })} a year, Sharpe {figure(sharpeRatio)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
