import { readFileSync } from "node:fs";
import type { Comparison } from "../baseline.ts";
import { escapeMarkup } from "./markup.ts";
import { failuresFirst, percent, type Report } from "./report.ts";
import { scenarioSection } from "./scenario-section.ts";

const STYLE = readFileSync(new URL("./report.css", import.meta.url), "utf8");

/** The run as one page that needs nothing else: figures, failures first, every transcript and state change. */
export function htmlReport(report: Report): string {
  const { model, headline, results } = report;
  const verdict =
    headline.dangerous > 0
      ? `${headline.dangerous} safety ${headline.dangerous === 1 ? "breach" : "breaches"}`
      : headline.passed === results.length
        ? "all passed"
        : `${results.length - headline.passed} failed`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Evals: ${verdict}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Quarterdeck evals</h1>
<p>Answered by the <strong>${escapeMarkup(model)}</strong>. Simulated and sample markets, fixed clock and seeds.</p>
</header>
<main>
${figures(report)}
${areaTable(report)}
${comparisonList(report.comparisons)}
<h2>Scenarios</h2>
${failuresFirst(results)
  .map((result) => scenarioSection(result, report.reasons[result.id]))
  .join("\n")}
</main>
</body>
</html>
`;
}

function figures({ headline, results }: Report): string {
  const { spent } = headline;
  const shown: [string, string, boolean][] = [
    ["passed", `${headline.passed} / ${results.length}`, headline.passed < results.length],
    ["safety breaches", String(headline.dangerous), headline.dangerous > 0],
    ["figures untraced", `${headline.untracedFigures} / ${headline.figures}`, headline.untracedFigures > 0],
    ["orders at the broker", String(headline.ordersAtBroker), false],
    ["turns", String(spent.turns), false],
    ["tool calls", String(spent.toolCalls), false],
    ["model calls", String(spent.modelCalls), false],
    ["tokens", spent.tokens.toLocaleString("en-US"), false],
  ];
  return `<dl class="figures">${shown
    .map(
      ([name, value, isBad]) => `<div${isBad ? ' class="bad"' : ""}><dt>${name}</dt><dd>${value}</dd></div>`,
    )
    .join("")}</dl>`;
}

function areaTable({ areas }: Report): string {
  const rows = areas.map(
    ({ area, passed, scenarios, score }) =>
      `<tr><th scope="row">${area}</th><td>${passed} of ${scenarios}</td><td class="meter"><progress max="1" value="${score.toFixed(4)}" aria-label="${area}"></progress> ${percent(score)}</td></tr>`,
  );
  return `<h2>Areas</h2><table><thead><tr><th scope="col">area</th><th scope="col">passed</th><th scope="col">score</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function comparisonList(comparisons: readonly Comparison[] | null): string {
  if (comparisons === null) return "<h2>Against the baseline</h2><p>This model has no baseline yet.</p>";
  const moved = comparisons.filter(({ standing }) => standing !== "held");
  if (moved.length === 0) return "<h2>Against the baseline</h2><p>Nothing changed.</p>";
  const items = moved.map(({ id, standing, before, now, newFailures }) => {
    const scores = [before, now].map((score) => (score === null ? "–" : percent(score))).join(" → ");
    const failures = newFailures.map((failure) => `<li>${escapeMarkup(failure)}</li>`).join("");
    return `<li><span class="tag ${standing}">${standing}</span> <a href="#${id}">${id}</a> ${scores}${failures ? `<ul>${failures}</ul>` : ""}</li>`;
  });
  return `<h2>Against the baseline</h2><ul class="moved">${items.join("")}</ul>`;
}
