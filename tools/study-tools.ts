import type { Study } from "#core/model";
import {
  cancelStudy,
  getStudy,
  listStudies,
  listTrials,
  pauseStudy,
  resumeStudy,
  startStudy,
} from "#operations";
import { toolFor } from "./tool-for.ts";

/** A front of compromises tells its shape in a few members; people see all of it. */
const FRONT_FOR_MODEL = 8;

const withShortFront = ({ front, ...study }: Study): object => ({
  ...study,
  frontCount: front.length,
  front: front.slice(0, FRONT_FOR_MODEL).map(({ parameters, values }) => ({ parameters, values })),
});

export const startStudyTool = toolFor(startStudy, {
  describe:
    "Use it for a named optimizer (gp is Bayesian with a Gaussian process, tpe is Bayesian for mixed spaces, nsga2 is genetic), for several objectives, or for more than a small grid; sweep_parameters is for a quick grid. Parameter names come from list_strategies; a dimension is {type: integer, name, min, max}. It answers at once and the search goes on by itself: call get_study with waitSeconds next, so that the person sees it move. method and methodReason of the answer say which optimizer was taken and why: repeat them. Nothing is traded.",
  trim: withShortFront,
});

export const getStudyTool = toolFor(getStudy, {
  describe:
    "studyId comes from start_study or list_studies; give waitSeconds 60 to watch it. best is in sample, values in the order of objectives; outOfSample is the same parameters on bars the search did not see, and null until it is finished. Always give both Sharpe ratios and every warning; never give the in-sample figure alone. front holds the compromises no trial beats in every objective. Fractions: 0.25 is 25 %. State running means that figures are of the search so far: say so.",
  trim: withShortFront,
});

export const listStudiesTool = toolFor(listStudies, {
  describe:
    "The id of an answer is what get_study, pause_study, resume_study and cancel_study take. best is in sample: get_study shows what it did on bars the search did not see.",
  trim: ({ studies, next }) => ({
    studies: studies.map(
      ({ id, state, inputs, method, objectives, progress, best, warnings, startedAt }) => ({
        id,
        state,
        strategy: inputs.strategy,
        symbol: inputs.symbol,
        method,
        objectives,
        progress,
        bestParameters: best?.parameters ?? null,
        warnings,
        startedAt,
      }),
    ),
    next,
  }),
});

export const listTrialsTool = toolFor(listTrials, {
  describe:
    "studyId comes from list_studies. Take a limit of 20 or so. In-sample figures of single points: the best of many is lucky, so quote get_study for a winner.",
  trim: ({ trials, next }) => ({
    trials: trials.map(({ number, parameters, values, failure }) => ({
      number,
      parameters,
      values,
      failure,
    })),
    next,
  }),
});

export const pauseStudyTool = toolFor(pauseStudy, {
  describe: "Call it when the person asks to hold a search; resume_study lets it go on.",
  trim: withShortFront,
});

export const resumeStudyTool = toolFor(resumeStudy, {
  describe: "Call it when the person asks for it; get_study with waitSeconds shows it move.",
  trim: withShortFront,
});

export const cancelStudyTool = toolFor(cancelStudy, {
  describe:
    "Call it only when the person asked in this conversation to end that search: it cannot be resumed. Its best was not tried on bars the search did not see: say so.",
  trim: withShortFront,
});
