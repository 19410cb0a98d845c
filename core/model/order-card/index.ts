export { type CardFacts, OrderCard, orderCard } from "./order-card.ts";
export { deedInWords, environmentInWords, typeInWords } from "./order-words.ts";
export { visibleText } from "./visible-text.ts";
