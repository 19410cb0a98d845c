import { type Bench, type Figure, machineLine, tableOf } from "./report.ts";

const given = process.argv.slice(2);
const minutes = Number(given.find((word) => word.startsWith("--minutes="))?.slice("--minutes=".length) ?? 10);
/**
 * Each is loaded just before it runs, pure computation first: web and database libraries detach an array buffer while
 * they load, and from then on V8 asks at every read of a typed array whether it is still there (1.6 times as long).
 */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  backtest: async () => (await import("./backtest.ts")).backtestBench,
  "backtest-memory": async () => (await import("./backtest-memory.ts")).backtestMemoryBench,
  replay: async () => (await import("./replay-engine.ts")).replayEngineBench,
  indicators: async () => (await import("./indicators.ts")).indicatorsBench,
  optimizers: async () => (await import("./optimizers.ts")).optimizersBench,
  checks: async () => (await import("./checks.ts")).checksBench,
  portfolio: async () => (await import("./portfolio.ts")).portfolioBench,
  gate: async () => (await import("./gate.ts")).gateBench,
  halt: async () => (await import("./halt.ts")).haltBench,
  chat: async () => (await import("./chat.ts")).chatBench,
  ingest: async () => (await import("./store.ts")).ingestBench,
  reads: async () => (await import("./store.ts")).readsBench,
  ticks: async () => (await import("./ticks.ts")).ticksBench,
  stream: async () => (await import("./ticks.ts")).streamBench(minutes),
};

const wanted = given.filter((word) => !word.startsWith("--minutes="));
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench named ${unknown.join(", ")}. Choose from: ${Object.keys(BENCHES).join(", ")}; or name none to run all.\n`,
  );
  process.exit(2);
}

const figures: Figure[] = [];
const skipped: string[] = [];
for (const [name, load] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const bench = await load();
  if (wanted.length === 0 && bench.isLong) continue;
  process.stderr.write(`${bench.name}: ${bench.method}\n`);
  const result = await bench.run();
  if ("skipped" in result) skipped.push(`${bench.name} was skipped: ${result.skipped}.`);
  else figures.push(...result.figures);
}
process.stdout.write(
  `${machineLine()}\n\n${tableOf(figures)}\n${skipped.map((line) => `\n${line}\n`).join("")}`,
);
