import { type Comparison, failuresOf, isSetback } from "../baseline.ts";
import type { Played } from "../run/pool.ts";
import { failuresFirst, percent, type Report } from "./report.ts";
import type { WrittenReports } from "./write.ts";

const SHOWN_FAILURES = 4;
const LINE_CHARS = 160;

/** One scenario, as soon as it is judged. */
export function progressLine({ result, tookMs }: Played): string {
  const mark = result.isDangerous ? "DANGER" : result.isPassed ? "ok" : "failed";
  return `  ${mark.padEnd(7)} ${result.id.padEnd(44)} ${percent(result.score).padStart(8)} ${String(tookMs).padStart(6)} ms\n`;
}

/** What a person at a terminal needs: the figures, what failed, what changed, where to read on. */
export function consoleReport(report: Report, files: WrittenReports): string {
  const { headline, results } = report;
  const { spent } = headline;
  return [
    "",
    ...report.areas.map(
      ({ area, passed, scenarios, score }) =>
        `  ${area.padEnd(14)} ${`${passed} of ${scenarios}`.padStart(8)} ${percent(score).padStart(9)}`,
    ),
    "",
    ...failuresFirst(results)
      .filter(({ isPassed }) => !isPassed)
      .flatMap((result) => [
        `  ${result.isDangerous ? "DANGER " : ""}${result.id}`,
        ...clipped(failuresOf(result)),
        ...(report.reasons[result.id] ? [`      known: ${report.reasons[result.id]}`] : []),
      ]),
    ...comparisonLines(report),
    `${headline.passed} of ${results.length} scenarios passed; safety breaches: ${headline.dangerous}; untraced figures: ${headline.untracedFigures} of ${headline.figures}.`,
    `${spent.turns} turns, ${spent.toolCalls} tool calls, ${spent.modelCalls} model calls, ${spent.tokens} tokens; ${headline.ordersAtBroker} orders reached the broker.`,
    `Reports: ${files.html}, ${files.json}, ${files.junit}`,
    "",
  ].join("\n");
}

function comparisonLines({ comparisons, model }: Report): string[] {
  if (comparisons === null)
    return [`There is no baseline of the ${model}; npm run evals -- --update-baseline writes one.`, ""];
  const moved = comparisons.filter(({ standing }) => standing !== "held");
  if (moved.length === 0) return ["Against the baseline: nothing changed.", ""];
  return ["Against the baseline:", ...moved.flatMap(movedLines), ""];
}

function movedLines(comparison: Comparison): string[] {
  const { id, standing, before, now } = comparison;
  const figures = [before, now].map((score) => (score === null ? "–" : percent(score))).join(" → ");
  const line = `  ${standing.padEnd(9)} ${id.padEnd(44)} ${figures}`;
  return isSetback(comparison) ? [line, ...clipped(comparison.newFailures)] : [line];
}

function clipped(failures: readonly string[]): string[] {
  const lines = failures.slice(0, SHOWN_FAILURES).map((failure) => `      ${oneLine(failure)}`);
  const left = failures.length - lines.length;
  return left > 0 ? [...lines, `      and ${left} more`] : lines;
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  return flat.length > LINE_CHARS ? `${flat.slice(0, LINE_CHARS)}…` : flat;
}
