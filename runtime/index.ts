export { collectFigures } from "./collect-figures.ts";
/** The parts that evals and benches build a desk of: the same ones a process is built of. */
export { Config } from "./config/config.ts";
export { readSettings, type Settings } from "./config/environment.ts";
export { type BuiltDesk, buildDesk } from "./desk.ts";
export { openTrading, type Trading } from "./trading.ts";
