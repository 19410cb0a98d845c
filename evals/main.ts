import { OperatorError } from "#core/model";
import { compare, isSetback, readBaseline, reasonsIn, updated, writeBaseline } from "./baseline.ts";
import { SCENARIOS } from "./cases/index.ts";
import { chosen, type Flags, readFlags, USAGE } from "./flags.ts";
import { consoleReport, progressLine } from "./report/console.ts";
import { type Report, reportOf } from "./report/report.ts";
import { writeReports } from "./report/write.ts";
import { playAll } from "./run/pool.ts";

/** What a run may have come to, for scripts and CI. */
const EXIT = { good: 0, setback: 1, unusable: 2 } as const;

const say = (text: string) => process.stdout.write(text);

try {
  process.exitCode = await main(readFlags(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.parts.what} ${error.parts.why} ${error.parts.fix}\n`);
  process.exitCode = EXIT.unusable;
}

async function main(flags: Flags): Promise<number> {
  if (flags.help) {
    say(USAGE);
    return EXIT.good;
  }
  const scenarios = chosen(SCENARIOS, flags.only);
  if (flags.list) {
    for (const { id, title } of scenarios) say(`${id.padEnd(44)} ${title}\n`);
    return EXIT.good;
  }
  const baseline = readBaseline();
  const model = flags.model.kind === "openai" ? flags.model.model : "offline operator";
  say(`${scenarios.length} scenarios, answered by the ${model}\n`);
  const played = await playAll(scenarios, flags.model, (one) => say(progressLine(one)));
  const results = played.map(({ result }) => result);
  const known = baseline[model];
  const isWhole = flags.only === null;
  const report: Report = reportOf({
    model,
    results,
    comparisons: known ? compare(results, known, isWhole) : null,
    reasons: reasonsIn(known ?? {}),
    tookMs: Object.fromEntries(played.map(({ result, tookMs }) => [result.id, tookMs])),
  });
  const files = writeReports(report, flags.out);
  say(consoleReport(report, files));
  if (flags.updateBaseline)
    return accept(report, () => writeBaseline(updated(baseline, model, results, isWhole)));
  const isBad = results.some(({ isDangerous }) => isDangerous) || (report.comparisons ?? []).some(isSetback);
  return isBad ? EXIT.setback : EXIT.good;
}

/** A dangerous breach is mended, not accepted. */
function accept({ results }: Report, write: () => void): number {
  const dangerous = results.filter(({ isDangerous }) => isDangerous);
  if (dangerous.length > 0) {
    say(
      `The baseline was not written: ${dangerous.map(({ id }) => id).join(", ")} breached a safety check.\n`,
    );
    return EXIT.setback;
  }
  write();
  const failing = results.filter(({ isPassed }) => !isPassed).length;
  say(
    failing > 0
      ? `The baseline was written. Give each of its ${failing} known failures a "reason" by hand.\n`
      : "The baseline was written.\n",
  );
  return EXIT.good;
}
