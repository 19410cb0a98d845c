import { Figure, Figures } from "../../components/figures.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import type { PortfolioAdvice } from "../../lib/desk-types.ts";
import { day, money, percent, UNKNOWN } from "../../lib/formats.ts";
import { FrontierChart } from "./frontier-chart.tsx";

/** What the optimiser found: the figures, the weights, the frontier, the proof, and what it rests on. */
export function Advice({ advice }: { advice: PortfolioAdvice }) {
  const marks = advice.sources.map((source) => <SourceMark key={source} source={source} />);
  return (
    <>
      <Figures>
        <Figure name="Expected return a year" mark={marks}>
          {percent(advice.expectedReturn, { signed: true })}
        </Figure>
        <Figure name="Volatility a year" mark={marks}>
          {percent(advice.volatility)}
        </Figure>
        <Figure name="Return above cash per risk (Sharpe)" mark={marks}>
          {advice.sharpe === null ? UNKNOWN : advice.sharpe.toFixed(2).replace("-", "−")}
        </Figure>
        <Figure name="Weighed money" mark={marks}>
          {money(advice.sleeveUsd, { digits: 0 })}
        </Figure>
      </Figures>
      <div className="grid gap-4 border-t border-line p-3 lg:grid-cols-2">
        <Weights advice={advice} />
        {advice.frontier.length > 1 && <FrontierChart advice={advice} />}
      </div>
      <Proof advice={advice} />
    </>
  );
}

function Weights({ advice }: { advice: PortfolioAdvice }) {
  return (
    <table className="desk-table tight flush self-start">
      <caption className="label text-left">Weights, in fractions of the weighed money</caption>
      <thead>
        <tr>
          <th scope="col">Symbol</th>
          <th scope="col" className="num">
            Now
          </th>
          <th scope="col" className="num">
            Then
          </th>
          <th scope="col" className="num">
            Share of risk
          </th>
          <th scope="col" className="num">
            Return a year
          </th>
        </tr>
      </thead>
      <tbody>
        {advice.allocations.map((asset) => (
          <tr key={asset.symbol}>
            <th scope="row">
              <span className="text-[0.8125rem] font-semibold text-ink">{asset.symbol}</span>
            </th>
            <td className="num text-muted">{percent(asset.currentWeight, { digits: 1 })}</td>
            <td className="num font-medium">{percent(asset.weight, { digits: 1 })}</td>
            <td className="num">{percent(asset.riskShare, { digits: 1 })}</td>
            <td className="num">{percent(asset.expectedReturn, { digits: 1, signed: true })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Largest residual a proved optimum may leave; the server refuses anything above it. */
const PROVED = 1e-8;

function Proof({ advice }: { advice: PortfolioAdvice }) {
  const residual = Math.max(...Object.values(advice.certificate));
  return (
    <div className="space-y-0.5 border-t border-line px-3 py-2 text-xs text-muted">
      <p>
        <span className="font-medium text-ink">
          {residual <= PROVED ? "Proved optimal" : "Not proved optimal"}
        </span>
        : the conditions of the optimum hold to {residual.toExponential(0)} (at most 1e-8).{" "}
        {advice.binding.length > 0
          ? `The answer rests on ${advice.binding.join(", ")}.`
          : "No limit was in its way."}
      </p>
      <p>
        {advice.days} daily returns, {day(advice.from)} to {day(advice.to)}. {advice.covariance.note}
      </p>
      {advice.warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </div>
  );
}
