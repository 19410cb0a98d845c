import { OperatorError } from "#core/model";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { buildDesk } from "./desk.ts";
import { Integrator } from "./integrator.ts";
import { buildProcess } from "./process.ts";

/** Exit code of a start that was refused, as sysexits.h has it for a temporary failure. */
const EX_TEMPFAIL = 75;

try {
  await run();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(
    `\nQuarterdeck did not start.\n  ${error.parts.what}\n  ${error.parts.why}\n  ${error.parts.fix}\n`,
  );
  process.exit(error.kind === "conflict" ? EX_TEMPFAIL : 1);
}

async function run(): Promise<void> {
  const started = performance.now();
  const settings = readSettings();
  const config = loadConfig(settings.configFile);
  const built = await buildDesk({ settings, config });
  const desk = await buildProcess(built, config, settings);
  const integrator = new Integrator(desk.components, built.log);
  await integrator.start();

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    built.log.info({ signal }, "stopping");
    await integrator.stop();
    await desk.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    [
      "",
      `  Quarterdeck is ready (${seconds} s).  PAPER account, ${desk.chat.model.name}, ${built.database.kind} database.`,
      `  Open       ${built.desk.publicUrl}`,
      `  Sign in    ${await desk.ownerLink()}`,
      "             (the owner's link: works once, for a day)",
      `  API        ${built.desk.publicUrl}/docs`,
      "",
      "",
    ].join("\n"),
  );
}
