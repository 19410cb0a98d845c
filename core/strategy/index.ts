export { type IdeaFacts, proposeIdeas } from "./ideas/propose-ideas.ts";
export { type DraftOrder, proposeFromSignal } from "./propose.ts";
export { resolveParameters, ruleOf, STRATEGIES } from "./repository.ts";
export type { RuleFacts, StrategyRule } from "./strategy-rule.ts";
