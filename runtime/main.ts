import { OperatorError } from "#core/model";
import { haltIfTampered } from "./audit/halt-if-tampered.ts";
import { readFlags, USAGE, withOnly } from "./config/command-line.ts";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { assertKeys, withVendors } from "./config/vendor-keys.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";
import { Integrator } from "./integrator.ts";
import { buildProcess, type DeskProcess } from "./process.ts";

/** Exit codes of a start that another process prevents, and of an end that did not wait. */
const EX_TEMPFAIL = 75;
const FORCED = 130;
/** A terminal signals every process of the group and the launcher passes it on: one wish, told twice. */
const SAME_SIGNAL_MS = 500;

try {
  if (process.argv.includes("--help")) process.stdout.write(USAGE);
  else await run();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  const { what, why, fix } = error.parts;
  process.stderr.write(`\nQuarterdeck did not start.\n  ${what}\n  ${why}\n  ${fix}\n`);
  process.exit(error.kind === "conflict" ? EX_TEMPFAIL : 1);
}

async function run(): Promise<void> {
  const started = performance.now();
  const flags = readFlags(process.argv.slice(2));
  const settings = readSettings();
  const configFile = flags.configFile ?? settings.configFile;
  const configured = withVendors(loadConfig(configFile), settings.vendors.on);
  const config = withOnly(configured, flags.components);
  if (config.components.includes("collector")) assertKeys(config, { ...settings, configFile });
  const built = await buildDesk({ settings, config });
  await haltIfTampered(built, settings);
  const desk = await buildProcess(built, config, settings);
  const integrator = new Integrator(desk.components, built.log);
  built.showParts(() => integrator.health());
  await integrator.start();
  stopOnSignal(built, desk, integrator);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const serves = config.components.includes("server");
  process.stdout.write(greeting(built, desk, seconds, serves ? await desk.ownerLink() : null));
}

/** The first signal lets what is under way finish; a second one does not wait. */
function stopOnSignal(built: BuiltDesk, desk: DeskProcess, integrator: Integrator): void {
  let stoppingSince: number | null = null;
  const stop = async (signal: string) => {
    if (stoppingSince !== null) {
      if (Date.now() - stoppingSince < SAME_SIGNAL_MS) return;
      built.log.warn({ signal }, "stopping at once; what was under way is taken up at the next start");
      process.exit(FORCED);
    }
    stoppingSince = Date.now();
    built.log.info({ signal }, "stopping");
    try {
      await integrator.stop();
      await desk.close();
      built.log.info({}, "stopped");
      process.exit(0);
    } catch (error) {
      built.log.error({ err: error }, "stopped badly");
      process.exit(1);
    }
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, stop);
}

function greeting(built: BuiltDesk, desk: DeskProcess, seconds: string, link: string | null): string {
  const url = built.desk.publicUrl;
  const lines = [
    `Quarterdeck is ready (${seconds} s).  PAPER account, ${desk.chat.model.name}, ${built.database.kind} database.`,
    ...(link === null
      ? ["No web server runs in this process: its components are others."]
      : [
          `Open       ${url}`,
          `Sign in    ${link}`,
          "           (the owner's link: works once, for a day)",
          `API        ${url}/docs`,
        ]),
  ];
  return `\n${lines.map((line) => `  ${line}`).join("\n")}\n\n`;
}
