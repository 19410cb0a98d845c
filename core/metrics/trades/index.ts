export { type CapacityFacts, capacity } from "./capacity.ts";
export { costDrag } from "./cost-drag.ts";
export { type Excursion, excursion } from "./excursion.ts";
export { expectancy } from "./expectancy.ts";
export { meanHoldingBars } from "./holding-time.ts";
export { payoffRatio } from "./payoff-ratio.ts";
export { closedProfits, type RoundTrip } from "./round-trip.ts";
export { longestStreaks, type Streaks } from "./streaks.ts";
export { tradedValue, turnover } from "./turnover.ts";
