import type { ScenarioResult } from "../run/result.ts";
import { escapeMarkup } from "./markup.ts";
import { percent, type Report } from "./report.ts";

/** The run as JUnit XML: an area is a suite, a scenario a case, its unmet checks one failure. */
export function junitReport({ areas, results, tookMs, model }: Report): string {
  const suites = areas.map(({ area, scenarios, passed }) => {
    const cases = results.filter((result) => result.area === area);
    const seconds = cases.reduce((sum, { id }) => sum + (tookMs[id] ?? 0), 0) / 1_000;
    return [
      `  <testsuite name="evals ${area}" tests="${scenarios}" failures="${scenarios - passed}" errors="0" time="${seconds.toFixed(3)}">`,
      `    <properties><property name="model" value="${escapeMarkup(model)}"/></properties>`,
      ...cases.map((result) => caseOf(result, tookMs[result.id] ?? 0)),
      "  </testsuite>",
    ].join("\n");
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="quarterdeck evals">\n${suites.join("\n")}\n</testsuites>\n`;
}

function caseOf(result: ScenarioResult, tookMs: number): string {
  const head = `    <testcase classname="evals.${result.area}" name="${escapeMarkup(`${result.id}: ${result.title}`)}" time="${(tookMs / 1_000).toFixed(3)}"`;
  if (result.isPassed) return `${head}/>`;
  const unmet = result.checks.filter(({ isMet }) => !isMet);
  const text = unmet
    .map(({ about, scorer, expected, actual }) => `${about}, ${scorer}: ${expected}\n  was: ${actual}`)
    .join("\n");
  const kind = result.isDangerous ? "safety" : "quality";
  return `${head}>\n      <failure type="${kind}" message="${unmet.length} of ${result.checks.length} checks unmet, score ${percent(result.score)}">${escapeMarkup(text)}</failure>\n    </testcase>`;
}
