export { type ActiveReturn, activeReturn } from "./active-return.ts";
export { type BenchmarkRegression, benchmarkRegression } from "./regression.ts";
