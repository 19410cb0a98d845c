import { backtestBench } from "./backtest.ts";
import { chatBench } from "./chat.ts";
import { checksBench } from "./checks.ts";
import { gateBench } from "./gate.ts";
import { haltBench } from "./halt.ts";
import { indicatorsBench } from "./indicators.ts";
import { portfolioBench } from "./portfolio.ts";
import { type Bench, type Figure, machineLine, tableOf } from "./report.ts";
import { ingestBench, readsBench } from "./store.ts";
import { streamBench, ticksBench } from "./ticks.ts";

const given = process.argv.slice(2);
const minutes = Number(given.find((word) => word.startsWith("--minutes="))?.slice("--minutes=".length) ?? 10);
const BENCHES: readonly Bench[] = [
  backtestBench,
  indicatorsBench,
  gateBench,
  haltBench,
  checksBench,
  chatBench,
  portfolioBench,
  ingestBench,
  readsBench,
  ticksBench,
  streamBench(minutes),
];

const wanted = given.filter((word) => !word.startsWith("--minutes="));
const unknown = wanted.filter((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench named ${unknown.join(", ")}. Choose from: ${BENCHES.map((bench) => bench.name).join(", ")}; or name none to run all.\n`,
  );
  process.exit(2);
}

const figures: Figure[] = [];
const skipped: string[] = [];
for (const bench of BENCHES.filter(
  ({ name, isLong }) => wanted.includes(name) || (wanted.length === 0 && !isLong),
)) {
  process.stderr.write(`${bench.name}: ${bench.method}\n`);
  const result = await bench.run();
  if ("skipped" in result) skipped.push(`${bench.name} was skipped: ${result.skipped}.`);
  else figures.push(...result.figures);
}
process.stdout.write(
  `${machineLine()}\n\n${tableOf(figures)}\n${skipped.map((line) => `\n${line}\n`).join("")}`,
);
