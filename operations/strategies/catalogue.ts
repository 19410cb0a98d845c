import { archiveStrategy } from "./definitions/archive-strategy.ts";
import { exportStrategies, importStrategies } from "./definitions/exchange-strategies.ts";
import { getDefinition } from "./definitions/get-definition.ts";
import { listDefinitions } from "./definitions/list-definitions.ts";
import { saveStrategy } from "./definitions/save-strategy.ts";
import { tagStrategy } from "./definitions/tag-strategy.ts";
import { testStrategy } from "./definitions/test-strategy.ts";
import { compareBacktests, getBacktest, getBacktestCharts, reportBacktest } from "./get-backtest.ts";
import { listBacktests } from "./list-backtests.ts";
import { listStrategies } from "./list-strategies.ts";
import { judgePromotion, promoteStrategy } from "./promotion/promote-strategy.ts";
import { getValidation, validateStrategy } from "./promotion/validate-strategy.ts";
import { proposeStrategies } from "./propose-strategies.ts";
import { runBacktest } from "./run-backtest.ts";
import { endStudy } from "./studies/end-study.ts";
import { getStudy } from "./studies/get-study.ts";
import { cancelStudy, pauseStudy, resumeStudy } from "./studies/hold-study.ts";
import { listStudies } from "./studies/list-studies.ts";
import { listTrials } from "./studies/list-trials.ts";
import { startStudy } from "./studies/start-study.ts";
import { sweepParameters } from "./sweep-parameters.ts";

/** The verbs of the strategy lab, in the order the API page tells them. */
export const STRATEGY_OPERATIONS = [
  listStrategies,
  proposeStrategies,
  runBacktest,
  getBacktest,
  getBacktestCharts,
  reportBacktest,
  compareBacktests,
  listBacktests,
  sweepParameters,
  startStudy,
  getStudy,
  listStudies,
  listTrials,
  pauseStudy,
  resumeStudy,
  cancelStudy,
  endStudy,
  saveStrategy,
  getDefinition,
  listDefinitions,
  tagStrategy,
  archiveStrategy,
  exportStrategies,
  importStrategies,
  testStrategy,
  validateStrategy,
  getValidation,
  judgePromotion,
  promoteStrategy,
] as const;
