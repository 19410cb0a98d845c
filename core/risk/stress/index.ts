export { CRISES, type Crisis, crisisScenarios } from "./crises.ts";
export { Shock, type StressScenario } from "./shock.ts";
export { RATE_SENSITIVITY, STANDING_SCENARIOS } from "./standing-scenarios.ts";
export { type StressedPosition, type StressLoss, stressLoss, stressLosses } from "./stress-loss.ts";
