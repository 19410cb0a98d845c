import {
  BacktestList,
  ComparisonResult,
  DefinitionList,
  DefinitionResult,
  IdeaList,
  PromotionResult,
  StudyList,
  StudyResult,
  ValidationResult,
} from "../planning/lab-results.ts";
import { answerOf } from "../planning/script.ts";
import { day, percent, plural, ratio, table } from "./format.ts";
import { metricTable, parametersOf, warningsOf } from "./studies.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

const NOTHING_TRIED =
  "Nothing was tried in this conversation yet. Begin with one, for example `backtest a 20/50 cross on Apple`.";

const idea: Wording = (_request, progress) =>
  toldBy(progress, "ideas", IdeaList, ({ ideas }) =>
    ideas.length === 0
      ? "No idea fits what these instruments did lately."
      : paragraphs(
          `From the bars alone: ${ideas[0]?.regime ?? ""}`,
          ...ideas.map(
            ({ name, why, body, firstLook }, index) =>
              `${index + 1}. **${name}** (\`${body.kind}\`${Object.keys(body.parameters).length > 0 ? `: ${parametersOf(body.parameters)}` : ""}) on ${body.universe.join(", ")}. ${why}${firstLook ? ` A first look at history: Sharpe ratio ${ratio(firstLook.sharpeRatio)}, return a year ${percent(firstLook.annualReturn)}; the idea was not chosen by it.` : ""}`,
          ),
          hint("Next: `backtest the first one`. An idea is no result."),
        ),
  );

const STATES: Readonly<Record<string, string>> = {
  running: "is under way",
  paused: "is paused",
  finished: "is finished",
  cancelled: "was cancelled",
  failed: "failed",
};

/** A reason told as a sentence of its own. */
const sentence = (reason: string): string =>
  `${reason.slice(0, 1).toUpperCase()}${reason.slice(1).replace(/[.]$/, "")}.`;

function studyWords(study: StudyResult): string {
  const { id, inputs, method, methodReason, progress, best, outOfSample, warnings } = study;
  const { done, total, secondsLeft } = progress;
  const left =
    secondsLeft === null || study.state !== "running" ? "" : `, some ${Math.ceil(secondsLeft)} s to go`;
  const found = best?.metrics
    ? `${study.state === "finished" ? "The best" : "Best so far"}: **${parametersOf(best.parameters)}**, Sharpe ratio ${ratio(best.metrics.sharpeRatio)} on the bars it searched.`
    : "Nothing was found yet.";
  const isOver = study.state === "finished";
  return paragraphs(
    `The study of ${inputs.strategy} on ${inputs.symbol} with \`${method}\` ${STATES[study.state] ?? study.state}: ${done} of ${plural(total, "trial")}${left} (\`${id}\`). ${sentence(methodReason)}`,
    found,
    isOver && best?.metrics && outOfSample
      ? paragraphs(
          "On bars the search never saw:",
          metricTable(["Search period", "Unseen period"], [best.metrics, outOfSample]),
        )
      : undefined,
    warningsOf(warnings),
    hint(
      isOver
        ? "Next: `save the best as a strategy`, then `walk it forward`."
        : "Ask `how is the study going?` to look again.",
    ),
  );
}

const study: Wording = (_request, progress) =>
  progress.call("look")
    ? toldBy(progress, "look", StudyResult, studyWords)
    : toldBy(progress, "start", StudyResult, studyWords);

const studyState: Wording = (_request, progress) =>
  progress.call("look")
    ? toldBy(progress, "look", StudyResult, studyWords)
    : toldBy(progress, "studies", StudyList, ({ studies }) =>
        studies.length === 0
          ? "There is no study yet. Start one, for example `tune a 20/50 cross on Apple with tpe`."
          : table(
              ["Study", "Rule", "On", "How", "State", "Trials"],
              studies.map(({ id, strategy, symbol, method, state, progress: { done, total } }) => [
                id,
                strategy,
                symbol,
                method,
                state,
                `${done} of ${total}`,
              ]),
            ),
      );

function comparisonWords({ rows, from, to, bars, words }: ComparisonResult): string {
  return paragraphs(
    `On the ${plural(bars, "bar")} they have in common, ${day(from)} to ${day(to)}:`,
    table(
      ["", "Sharpe ratio", "Return", "Deepest drawdown", "Behind the best, Sharpe"],
      rows.map(({ name, sharpeRatio, totalReturn, metrics, behindBest }) => [
        name,
        ratio(sharpeRatio),
        percent(totalReturn),
        percent(metrics.maxDrawdown),
        behindBest
          ? `${ratio(behindBest.difference)} (95 %: ${ratio(behindBest.low)} to ${ratio(behindBest.high)})`
          : "–",
      ]),
    ),
    words.join(" "),
  );
}

const compareBacktests: Wording = (_request, progress) => {
  if (progress.call("compared")) return toldBy(progress, "compared", ComparisonResult, comparisonWords);
  return toldBy(progress, "list", BacktestList, ({ backtests }) =>
    backtests.length < 2 ? `There is ${plural(backtests.length, "backtest")} to compare; it takes two.` : "",
  );
};

const savedWords = ({ name, version, id, why }: DefinitionResult): string =>
  `Saved as **${name}**, version ${version}, a draft (\`${id}\`). Why: ${why}`;

const saveStrategy: Wording = (_request, progress) =>
  progress.call("save")
    ? toldBy(progress, "save", DefinitionResult, (saved) =>
        paragraphs(savedWords(saved), hint("Next: `walk it forward`, then `can it be promoted?`")),
      )
    : NOTHING_TRIED;

const library: Wording = (_request, progress) =>
  toldBy(progress, "list_definitions", DefinitionList, libraryWords);

const libraryWords = ({ definitions }: DefinitionList): string =>
  definitions.length === 0
    ? "No strategy is saved yet. Backtest one, then say `save it as a strategy`."
    : paragraphs(
        table(
          ["Strategy", "Stage", "Rule", "On", "Sharpe ratio, 95 % interval", "Id"],
          definitions.map(({ name, version, stage, body, metrics, sharpeInterval: span, id }) => [
            `${name} (${version})`,
            stage,
            body.kind,
            body.universe.join(", "),
            metrics
              ? `${ratio(metrics.sharpeRatio)}${span ? ` (${ratio(span.low)} to ${ratio(span.high)})` : ""}`
              : "not tested",
            id,
          ]),
        ),
        definitions.filter(({ metrics }) => metrics).length > 1 &&
          "Strategies whose intervals overlap cannot be told apart by these figures.",
      );

function validationWords(found: ValidationResult): string {
  const { walkForward, trialCount, deflatedSharpe, overfitProbability, costs } = found;
  const span = walkForward?.windows;
  return paragraphs(
    walkForward
      ? `Walked forward in ${plural(walkForward.windows.length, "window")}, ${walkForward.mode}: each tuned on what came before and tried on what came next. On those unseen stretches together it made **${percent(walkForward.stitched.totalReturn)}**, Sharpe ratio **${ratio(walkForward.stitched.sharpeRatio)}**, deepest fall ${percent(walkForward.stitched.maxDrawdown)}, ${plural(walkForward.stitched.tradeCount, "trade")}.`
      : "There was no room for a walk forward.",
    span &&
      table(
        ["Tried on", "Numbers", "Sharpe when tuned", "Sharpe unseen"],
        span.map(({ test, parameters, inSample, outOfSample }) => [
          `${day(test.from)} to ${day(test.to)}`,
          parametersOf(parameters),
          ratio(inSample.sharpeRatio),
          ratio(outOfSample.sharpeRatio),
        ]),
      ),
    `Judged as the pick of ${plural(trialCount, "trial")}: the probability that its Sharpe ratio is more than luck gives so many is ${percent(deflatedSharpe)}; the probability that choosing by past figures was overfitting is ${percent(overfitProbability)}.${costs ? ` Its costs could grow ${costs.breakEvenMultiple === null ? "tenfold and it would still earn" : `to ${ratio(costs.breakEvenMultiple)} times what was assumed before nothing is left`}.` : ""}`,
    warningsOf(found.warnings),
    hint("Next: `can it be promoted?`"),
  );
}

const validate: Wording = (_request, progress) => {
  const saved = answerOf(progress, "save", DefinitionResult);
  if (!progress.call("validate"))
    return progress.call("save") ? saveStrategy(_request, progress) : NOTHING_TRIED;
  return paragraphs(
    saved && `${savedWords(saved)} Only what is saved can be validated.`,
    toldBy(progress, "validate", ValidationResult, validationWords),
  );
};

function promotionWords({ from, to, requirements, whatWouldMakeThisLuck }: PromotionResult): string {
  const open = requirements.filter(({ met }) => !met);
  const seen = open.filter(({ id }) => id !== "person");
  return paragraphs(
    seen.length === 0
      ? `Everything that figures can show for the step from ${from} to ${to} is there. What is left is a person's yes, on the strategy's page: promoting is not for me.`
      : `It cannot move from ${from} to ${to} yet. ${plural(seen.length, "requirement")} of ${requirements.length} ${seen.length === 1 ? "is" : "are"} not met:`,
    seen.map(({ words }) => `- ${words}`).join("\n"),
    requirements.some(({ met }) => met) &&
      `Met: ${requirements
        .filter(({ met }) => met)
        .map(({ words }) => words.replace(/[.]$/, ""))
        .join("; ")}.`,
    whatWouldMakeThisLuck.length > 0 &&
      `**What would make this luck?**\n${whatWouldMakeThisLuck.map((line) => `- ${line}`).join("\n")}`,
    seen.length > 0 && hint("Asking again changes nothing; a person promotes, once these are met."),
  );
}

const promotion: Wording = (_request, progress) => {
  if (progress.call("judge")) return toldBy(progress, "judge", PromotionResult, promotionWords);
  return toldBy(progress, "definitions", DefinitionList, ({ definitions }) =>
    paragraphs(definitions.length > 0 && "Which one? Say its id.", libraryWords({ definitions })),
  );
};

const report: Wording = ({ slots }, { focus }) => {
  const id = slots.id?.startsWith("bkt_") ? slots.id : focus.backtest?.id;
  return id
    ? `The printed report of \`${id}\` is on the Strategies page: open the backtest and choose Print. From the command line: \`npm run -s op -- reportBacktest '{"backtestId":"${id}"}'\`.`
    : NOTHING_TRIED;
};

export const LAB_WORDINGS = {
  idea,
  study,
  "study-state": studyState,
  "compare-backtests": compareBacktests,
  "save-strategy": saveStrategy,
  library,
  validate,
  promotion,
  report,
};
