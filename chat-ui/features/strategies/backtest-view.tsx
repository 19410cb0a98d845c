import { useMemo } from "react";
import type { BacktestCharts, BacktestReport } from "#core/model";
import { Button } from "../../components/button.tsx";
import { ChartFigure } from "../../components/chart/chart-figure.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { day, money, percent } from "../../lib/formats.ts";
import { useDesk, useDeskAction } from "../../lib/queries.ts";
import { MetricTable } from "./metric-table.tsx";
import { MonthTable } from "./month-table.tsx";
import { SaveDraft } from "./save-draft.tsx";
import { openPage } from "./save-file.ts";
import { Spread } from "./spread.tsx";
import { TradeTable } from "./trade-table.tsx";
import { figure, trialWords } from "./words.ts";

interface BacktestViewProps {
  backtestId: string;
  onSaved: (definitionId: string) => void;
}

/** One result: figures beside buying and holding, curves, months, trades, and what would make it luck. */
export function BacktestView({ backtestId, onSaved }: BacktestViewProps) {
  const report = useDesk("getBacktest", { backtestId });
  const charts = useDesk("getBacktestCharts", { backtestId });
  return (
    <Loaded query={report} skeleton={<SkeletonRows rows={8} />}>
      {(told) => (
        <div className="space-y-4">
          <Head report={told} onSaved={onSaved} />
          <Loaded query={charts} skeleton={<SkeletonRows rows={6} />}>
            {(drawn) => <Drawn report={told} charts={drawn} />}
          </Loaded>
          <Panel title="Trades" aside={`${told.trades.length} in all`}>
            <TradeTable report={told} />
          </Panel>
        </div>
      )}
    </Loaded>
  );
}

function Head({ report, onSaved }: { report: BacktestReport; onSaved: (id: string) => void }) {
  const print = useDeskAction("reportBacktest", ({ html }) => openPage(html));
  const { inputs, warnings } = report;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <Panel
        title={trialWords(inputs)}
        aside={
          <>
            {day(inputs.from)} to {day(inputs.to)} <SourceMark source={report.source} />
          </>
        }
      >
        <MetricTable report={report} />
      </Panel>
      <div className="space-y-4">
        <Panel title="What would make this luck?">
          {warnings.length === 0 ? (
            <p className="p-3 text-sm text-muted">No warning was found. That is not a promise.</p>
          ) : (
            <ul className="list-disc space-y-1 p-3 pl-7 text-sm">
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          )}
        </Panel>
        <Panel title="Keep it">
          <div className="space-y-3 p-3">
            <SaveDraft
              body={bodyOf(report)}
              usualName={trialWords(inputs)}
              from={{ backtestId: report.id }}
              onSaved={onSaved}
            />
            {print.error && <FailureNotice error={print.error} />}
            <Button onClick={() => print.mutate({ backtestId: report.id })} disabled={print.isPending}>
              Print the report
            </Button>
          </div>
        </Panel>
      </div>
    </div>
  );
}

/** The definition that would give this result again. */
function bodyOf({ inputs }: BacktestReport) {
  const { strategy, parameters, symbol, universe, interval, costs, rule, sizing, exits, fills } = inputs;
  return {
    kind: strategy,
    parameters,
    universe: universe ?? [symbol],
    interval,
    costs,
    ...(rule && { rule }),
    ...(sizing && { sizing }),
    ...(exits && { exits }),
    ...(fills && { fills }),
  };
}

function Drawn({ report, charts }: { report: BacktestReport; charts: BacktestCharts }) {
  const [equity, depth, rolling] = useMemo(() => linesOf(report, charts), [report, charts]);
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
        {[equity, depth, rolling].map(
          (chart) =>
            chart && chart.series[0].points.length > 1 && <ChartFigure key={chart.title} chart={chart} />,
        )}
        <Panel title="Returns of bars" aside="how many of each size">
          <Spread of={charts.barReturns} words="Returns of bars" />
        </Panel>
      </div>
      <Panel title="Months" aside="each from the last value before it">
        <MonthTable monthly={charts.monthly} />
      </Panel>
    </>
  );
}

/** Account, falls and rolling Sharpe ratio as lines. */
function linesOf(report: BacktestReport, charts: BacktestCharts) {
  const line = (
    title: string,
    name: string,
    points: { time: string; value: number }[],
    format: (value: number | undefined) => string,
  ) => ({ title, sources: [report.source], areEqual: true, series: [{ name, points }] as const, format });
  const at = (instant: string) => instant.slice(0, 10);
  return [
    line(
      "Account value at each close",
      "USD",
      report.equity.map((point) => ({ time: at(point.at), value: point.equity })),
      (value) => money(value),
    ),
    line(
      "Below the peak",
      "fraction",
      charts.underwater.map((point) => ({ time: at(point.at), value: -point.depth })),
      (value) => percent(value, { digits: 1 }),
    ),
    line(
      `Sharpe ratio of the last ${charts.rolling.bars} bars`,
      "ratio",
      charts.rolling.points.flatMap((point) =>
        point.sharpeRatio === null ? [] : [{ time: at(point.at), value: point.sharpeRatio }],
      ),
      figure,
    ),
  ].map((chart) => ({ ...chart, series: [...chart.series] as [(typeof chart.series)[0]] }));
}
