import type { Focus } from "../understanding/focus.ts";
import type { Slots } from "../understanding/request.ts";
import { DefinitionList, DefinitionResult, IdeaList, StudyResult } from "./lab-results.ts";
import type { Call } from "./thread.ts";

/** What a call of the strategy lab makes a conversation be about. */
export function takeLab(focus: Focus, { name, args, result }: Call, slots: Slots): void {
  switch (name) {
    case "run_backtest":
    case "sweep_parameters":
      delete focus.definitionId;
      return;
    case "propose_strategies":
      focus.ideas = IdeaList.safeParse(result).data?.ideas.map(({ body }) => ({
        strategy: body.kind as NonNullable<Slots["strategy"]>,
        parameters: body.parameters,
        symbols: body.universe,
      }));
      return;
    case "start_study":
      delete focus.definitionId;
      takeStudy(focus, result, slots);
      return;
    case "get_study":
      takeStudy(focus, result, focus.study?.slots ?? {});
      return;
    case "save_strategy":
      focus.definitionId = DefinitionResult.safeParse(result).data?.id;
      return;
    case "validate_strategy":
    case "judge_promotion":
      if (typeof args.definitionId === "string") focus.definitionId = args.definitionId;
      return;
    case "list_definitions": {
      const [only, ...others] = DefinitionList.safeParse(result).data?.definitions ?? [];
      if (only && others.length === 0) focus.definitionId = only.id;
    }
  }
}

function takeStudy(focus: Focus, result: unknown, slots: Slots): void {
  const study = StudyResult.safeParse(result).data;
  if (!study) return;
  const { strategy, symbol } = study.inputs;
  focus.study = {
    slots: { ...slots, strategy: strategy as NonNullable<Slots["strategy"]>, symbols: [symbol] },
    id: study.id,
    ...(study.best ? { best: study.best.parameters } : {}),
  };
  focus.symbol = symbol;
}
