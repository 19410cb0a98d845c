import { html, raw } from "hono/html";
import type { BacktestCharts, BacktestReport } from "#core/model";
import { chartsOf } from "./charts.ts";
import { day, percent, ratio, usd } from "./figures.ts";
import { barDrawing, lineDrawing } from "./line-drawing.ts";
import { detailRows, metricRows } from "./metric-rows.ts";
import { STYLE } from "./style.ts";

type Markup = ReturnType<typeof html>;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Trades a printed page can carry. */
const MOST_TRADES = 500;

/** A backtest as one HTML page that needs nothing else: no script, no font, no network. */
export async function reportPage(report: BacktestReport): Promise<string> {
  const charts = chartsOf(report);
  const { inputs } = report;
  const title = `${inputs.strategy} on ${(inputs.universe ?? [inputs.symbol]).join(", ")}`;
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${raw(STYLE)}</style></head>
<body>
<h1>${title}</h1>
<p class="note">${day(inputs.from)} to ${day(inputs.to)}, ${inputs.interval} bars, ${report.source} prices, as known at ${inputs.asOf}. ${report.id}.</p>
${warnings(report)}
${metrics(report)}
${drawings(report, charts)}
${heatMap(charts)}
${costs(report)}
${trades(report)}
${repeat(report)}
</body></html>`;
  return String(await page);
}

const warnings = ({ warnings: told }: BacktestReport): Markup =>
  told.length === 0
    ? html`<p class="note">No warning was found. That is not a promise.</p>`
    : html`<section class="warnings"><h2>What would make this luck?</h2><ul>${told.map((line) => html`<li>${line}</li>`)}</ul></section>`;

function metrics(report: BacktestReport): Markup {
  const detail = report.detailed ? detailRows(report.detailed) : [];
  return html`<section><h2>Figures</h2>
<table><thead><tr><th>After costs</th><th>Strategy</th><th>Buy and hold</th></tr></thead>
<tbody>${metricRows(report).map(([name, own, benchmark]) => html`<tr><th scope="row">${name}</th><td>${own}</td><td>${benchmark}</td></tr>`)}</tbody></table>
${detail.length > 0 ? html`<table><tbody>${detail.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>` : ""}
<p class="note">Simple returns bar by bar; deviation with n − 1; yearly figures by the bars' own calendar; downside over all bars; drawdown from the running peak.</p></section>`;
}

function drawings(report: BacktestReport, charts: BacktestCharts): Markup {
  const equity = report.equity.map(({ at, equity: value }) => ({ at, value }));
  const depth = charts.underwater.map(({ at, depth: below }) => ({ at, value: -below }));
  const rolling = charts.rolling.points.map(({ at, sharpeRatio: value }) => ({ at, value }));
  return html`<section><h2>Over time</h2>
${lineDrawing({ label: "Account value at each close, USD", points: equity, height: 240, write: usd })}
${lineDrawing({ label: "Below the peak", points: depth, height: 120, write: percent, fillTo: 0 })}
${lineDrawing({ label: `Sharpe ratio of the last ${charts.rolling.bars} bars`, points: rolling, height: 120, write: ratio })}
${barDrawing("Returns of bars, how many of each size", charts.barReturns, percent)}
${charts.tradeReturns ? barDrawing("Returns of trades, how many of each size", charts.tradeReturns, percent) : ""}</section>`;
}

function heatMap({ monthly }: BacktestCharts): Markup {
  const cell = (value: number | null) => {
    if (value === null) return html`<td></td>`;
    const strength = Math.min(1, Math.abs(value) / 0.1).toFixed(2);
    return html`<td class="${value < 0 ? "loss" : "gain"}" style="--strength:${strength}">${percent(value)}</td>`;
  };
  return html`<section><h2>Months</h2><table class="months">
<thead><tr><th>Year</th>${MONTHS.map((month) => html`<th>${month}</th>`)}<th>Year</th></tr></thead>
<tbody>${monthly.map(({ year, months, total }) => html`<tr><th scope="row">${year}</th>${months.map(cell)}${cell(total)}</tr>`)}</tbody></table></section>`;
}

function costs({ costs: paid, metrics: { totalCosts } }: BacktestReport): Markup {
  if (!paid) return html`<p class="note">Costs: ${usd(totalCosts)} of commission and slippage.</p>`;
  return html`<section><h2>Costs</h2><table><tbody>${Object.entries(paid).map(([cause, amount]) => html`<tr><th scope="row">${cause}</th><td>${usd(amount)}</td></tr>`)}</tbody></table></section>`;
}

function trades(report: BacktestReport): Markup {
  const told = report.trades.slice(0, MOST_TRADES);
  const more = report.trades.length - told.length;
  return html`<section><h2>Trades</h2>
<table><thead><tr><th>Instrument</th><th>Side</th><th>In</th><th>at</th><th>Out</th><th>at</th><th>Quantity</th><th>Profit</th><th>%</th><th>Why out</th></tr></thead>
<tbody>${told.map(
    (trade) =>
      html`<tr><td>${trade.symbol ?? report.inputs.symbol}</td><td>${trade.side ?? "long"}</td><td>${day(trade.enteredAt)}</td><td>${ratio(trade.entryPrice)}</td><td>${day(trade.exitedAt)}</td><td>${ratio(trade.exitPrice)}</td><td>${trade.quantity}</td><td>${usd(trade.profit)}</td><td>${percent(trade.profitFraction)}</td><td>${trade.exitReason ?? (trade.exitedAt ? "rule" : "still open")}</td></tr>`,
  )}</tbody></table>
${more > 0 ? html`<p class="note">${more} later trades are not printed; getBacktest tells them all.</p>` : ""}</section>`;
}

const repeat = (report: BacktestReport): Markup =>
  html`<section><h2>To repeat it</h2><p class="note">The same inputs give the same bytes${report.codeVersion ? html` with engine ${report.codeVersion}` : ""}.</p><pre>${JSON.stringify(report.inputs, null, 2)}</pre></section>`;
