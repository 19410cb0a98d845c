import type { Request, Slots } from "../understanding/request.ts";
import { USUAL_STRATEGY } from "./default-grids.ts";
import { BacktestList, DefinitionList, DefinitionResult, StudyResult } from "./lab-results.ts";
import { answerOf, type Progress, type Script, type Step } from "./script.ts";
import { historyArgs } from "./study-script.ts";

/** Seconds a search is watched before the answer says how far it is. */
const WATCHED = 20;
/** Backtests put side by side when nobody says which. */
const USUAL_COMPARED = 2;
const MOST_COMPARED = 10;
const USUAL_COSTS = { commissionBps: 1, slippageBps: 2 };
const NO_REASON = "Asked for in chat. Nobody has said yet why it should earn.";

const isOf = (id: string | undefined, prefix: string) => (id?.startsWith(prefix) ? id : undefined);

export const ideaScript: Script = ({ slots }) => [
  { key: "ideas", tool: "propose_strategies", args: { universe: slots.symbols ?? [], count: 3 } },
];

/** Starts a search, and looks once how it goes. */
export const studyScript: Script = ({ slots }, progress) => {
  const [symbol] = slots.symbols ?? [];
  if (!symbol) return [];
  const args = { ...historyArgs(slots, symbol), ...slots.search };
  const started = answerOf(progress, "start", StudyResult);
  return [
    { key: "start", tool: "start_study", args },
    ...(started
      ? [{ key: "look", tool: "get_study", args: { studyId: started.id, waitSeconds: WATCHED } }]
      : []),
  ];
};

export const studyStateScript: Script = ({ slots }, { focus }) => {
  const studyId = isOf(slots.id, "stu_") ?? focus.study?.id;
  return studyId
    ? [{ key: "look", tool: "get_study", args: { studyId } }]
    : [{ key: "studies", tool: "list_studies", args: {} }];
};

export const compareScript: Script = ({ slots }, progress) => {
  const known = progress.focus.backtestIds ?? [];
  const wanted = Math.min(MOST_COMPARED, Math.max(USUAL_COMPARED, slots.count ?? USUAL_COMPARED));
  if (known.length >= USUAL_COMPARED) return [comparing(known.slice(-wanted))];
  const listed = answerOf(progress, "list", BacktestList)?.backtests.map(({ id }) => id) ?? [];
  const steps: Step[] = [{ key: "list", tool: "list_backtests", args: { limit: wanted } }];
  return listed.length >= USUAL_COMPARED ? [...steps, comparing(listed)] : steps;
};

const comparing = (backtestIds: readonly string[]): Step => ({
  key: "compared",
  tool: "compare_backtests",
  args: { backtestIds: [...backtestIds] },
});

export const saveScript: Script = (request, progress) => savingStep(request, progress);

/** What the conversation came to last, kept under a name; nothing when it came to nothing. */
function savingStep({ slots }: Request, { focus }: Progress): Step[] {
  const { study, sweep, backtest } = focus;
  const found = [study, sweep].find((search) => search?.best !== undefined);
  const isFound = found && (slots.best || !backtest || focus.last?.intent !== "backtest");
  const source: Slots | undefined = isFound ? { ...found.slots, parameters: found.best } : backtest?.slots;
  if (!source?.symbols) return [];
  const kind = source.strategy ?? USUAL_STRATEGY;
  const body = {
    kind,
    parameters: source.parameters ?? {},
    universe: source.symbols,
    interval: source.interval ?? "1d",
    costs: { ...USUAL_COSTS, ...source.costs },
  };
  return [
    {
      key: "save",
      tool: "save_strategy",
      args: {
        name: slots.name ?? `${kind} on ${source.symbols.join(", ")}`,
        why: slots.why ?? NO_REASON,
        body,
        ...(isFound && found === study && study?.id ? { studyId: study.id } : {}),
        ...(!isFound && backtest?.id ? { backtestId: backtest.id } : {}),
      },
    },
  ];
}

/** A strategy has to stand in the repository to be validated; one that does not is saved as a draft first. */
export const validateScript: Script = (request, progress) => {
  const held = isOf(request.slots.id, "str_") ?? progress.focus.definitionId;
  const saved = held ?? answerOf(progress, "save", DefinitionResult)?.id;
  const saving = held ? [] : savingStep(request, progress);
  return saved
    ? [...saving, { key: "validate", tool: "validate_strategy", args: { definitionId: saved } }]
    : saving;
};

export const promotionScript: Script = ({ slots }, progress) => {
  const definitionId = isOf(slots.id, "str_") ?? progress.focus.definitionId;
  if (definitionId) return [{ key: "judge", tool: "judge_promotion", args: { definitionId } }];
  const listed = answerOf(progress, "definitions", DefinitionList)?.definitions ?? [];
  const only = listed.length === 1 ? listed[0] : undefined;
  return [
    { key: "definitions", tool: "list_definitions", args: {} },
    ...(only ? [{ key: "judge", tool: "judge_promotion", args: { definitionId: only.id } }] : []),
  ];
};
