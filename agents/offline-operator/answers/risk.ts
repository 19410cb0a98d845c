import { RiskResult } from "../planning/risk-results.ts";
import { dollars, percent, ratio, table, UNKNOWN } from "./format.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

type Scenario = RiskResult["stress"][number];

/** Names of scenarios that no past crisis lent its moves. */
const MADE_UP = /^(?:rates|every name|market −|largest name|as you asked)/;
const MOST_NAMES = 5;
const MOST_SCENARIOS = 6;

const risk: Wording = ({ slots: { aspect = "worst" } }, progress) =>
  toldBy(progress, "get_risk_report", RiskResult, (report) => {
    const held = report.exposures.bySymbol.filter(({ gross }) => Number(gross) !== 0);
    if (held.length === 0)
      return "The PAPER account holds nothing, so there is nothing to lose: no scenario and no bad day would cost it anything.";
    return paragraphs(
      (PARTS[aspect] ?? PARTS.worst)?.(report),
      report.warnings.map((warning) => `- ${warning}`).join("\n"),
      hint(
        `On ${report.sources.join(" and ")} prices and the PAPER account's ${dollars(report.equity)} of equity.`,
      ),
    );
  });

const PARTS: Readonly<Record<string, (report: RiskResult) => string>> = {
  rates: (report) =>
    scenarioWords(
      report.stress.filter(({ name }) => name.startsWith("rates")),
      "If rates jump",
    ),
  shock: (report) => {
    const asked = report.stress.filter(({ name }) => name === "as you asked");
    return asked.length > 0 ? scenarioWords(asked, "In that case") : worst(report);
  },
  crises: (report) =>
    scenarioWords(
      report.stress.filter(({ name }) => !MADE_UP.test(name)).slice(0, MOST_SCENARIOS),
      "With the moves of past crises",
    ),
  worst,
  var: tail,
  liquidity,
  exposures,
};

function worst(report: RiskResult): string {
  const [largest] = report.tailRisk.components;
  return paragraphs(
    scenarioWords(report.stress.slice(0, MOST_SCENARIOS), "Of the scenarios"),
    largest &&
      `On an ordinary day **${largest.symbol}** brings most of the risk: ${dollars(largest.varUsd)} or ${percent(largest.share)} of the ${percent(report.tailRisk.componentConfidence, 0)} value at risk.`,
  );
}

/** The worst of some scenarios with the holding that loses most, then the others. */
function scenarioWords(scenarios: readonly Scenario[], lead: string): string {
  const [first, ...others] = [...scenarios].sort((a, b) => b.lossUsd - a.lossUsd);
  if (!first) return "The report has no such scenario.";
  const [hurt] = byLoss(first);
  const outcome = `${first.lossUsd >= 0 ? "lose" : "gain"} **${dollars(Math.abs(first.lossUsd))}**, ${percent(Math.abs(first.ofEquity ?? Number.NaN))} of its equity`;
  return paragraphs(
    `${lead}, ${others.length > 0 ? `the worst is \`${first.name}\`: ` : ""}the PAPER account would ${outcome}.${
      hurt
        ? ` The holding hurt most is **${hurt.symbol}**, which would ${hurt.lossUsd >= 0 ? "lose" : "gain"} ${dollars(Math.abs(hurt.lossUsd))} by a move of ${percent(hurt.change)}.`
        : ""
    }`,
    table(
      ["Scenario", "Loss", "Of equity", "Hurt most"],
      [first, ...others].map((scenario) => [
        scenario.name,
        dollars(scenario.lossUsd),
        percent(scenario.ofEquity),
        hurtIn(scenario),
      ]),
    ),
    `Assumed: ${first.assumption}`,
  );
}

const byLoss = ({ positions }: Scenario) => [...positions].sort((a, b) => b.lossUsd - a.lossUsd);
const hurtIn = (scenario: Scenario): string => {
  const [hurt] = byLoss(scenario);
  return hurt ? `${hurt.symbol} ${dollars(hurt.lossUsd)}` : UNKNOWN;
};

function tail({ tailRisk }: RiskResult): string {
  const { figures, components, observations, from, to } = tailRisk;
  const missing = figures.find((figure) => figure.missing)?.missing;
  return paragraphs(
    "What one bad day may cost the PAPER account, by three methods:",
    table(
      ["Method", "Confidence", "Value at risk", "Beyond it, on average", "Of equity"],
      figures.map(({ method, confidence, varUsd, cvarUsd, varOfEquity }) => [
        method,
        percent(confidence, 0),
        dollars(varUsd),
        dollars(cvarUsd),
        percent(varOfEquity),
      ]),
    ),
    components.length > 0 &&
      `Most of it comes from ${components
        .slice(0, MOST_NAMES)
        .map(({ symbol, varUsd, share }) => `**${symbol}** (${dollars(varUsd)}, ${percent(share)})`)
        .join(", ")}.`,
    missing ? `Some figures are missing: ${missing}` : false,
    Boolean(from && to) &&
      `From ${observations} daily returns, ${from?.slice(0, 10)} to ${to?.slice(0, 10)}.`,
  );
}

function liquidity({ liquidity: { participation, days, positions } }: RiskResult): string {
  return paragraphs(
    days === null
      ? "How long selling everything takes is not known: a volume is missing."
      : `Selling everything would take **${ratio(days)} trading days**, taking ${percent(participation, 0)} of each day's volume. Nothing was proposed.`,
    table(
      ["Position", "Units", "Days"],
      positions
        .slice(0, MOST_NAMES)
        .map((position) => [
          position.symbol,
          String(position.quantity),
          position.days === null ? UNKNOWN : ratio(position.days),
        ]),
    ),
  );
}

function exposures({ exposures: { total, bySector, factors } }: RiskResult): string {
  return paragraphs(
    `The PAPER account is ${dollars(total.gross)} gross, ${percent(total.grossOfEquity)} of equity, and ${dollars(total.net)} net.`,
    table(
      ["Sector", "Gross", "Of equity"],
      bySector.map(({ name, gross, grossOfEquity }) => [name, dollars(gross), percent(grossOfEquity)]),
    ),
    factors
      .map(
        ({ factor, value, meaning }) =>
          `- **${factor}**: ${value === null ? UNKNOWN : ratio(value)} (${meaning})`,
      )
      .join("\n"),
  );
}

export const RISK_WORDINGS = { risk };
