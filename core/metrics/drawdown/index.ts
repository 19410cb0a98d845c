export { type DrawdownSpell, deepestSpell, drawdownSpells } from "./drawdown-spells.ts";
export { ulcerIndex } from "./ulcer-index.ts";
export { underwater } from "./underwater.ts";
