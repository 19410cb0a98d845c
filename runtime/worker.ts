import { InvalidInputError, OperatorError } from "#core/model";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";
import { Integrator } from "./integrator.ts";
import { StudyLab } from "./studies/study-lab.ts";
import { threadsOf } from "./studies/threads.ts";

const USAGE = `npm run worker -- [--threads=N]

  Tries shares of running studies on this machine, and leads those that nobody leads. Any number of workers on one
  database help each other; one that is killed loses nothing. Needs DATABASE_URL, the same configuration as the desk's.

  --threads=N   worker threads, 1 to 64; lab.threads of quarterdeck.yaml when left out
`;
const MAX_THREADS = 64;
/** Two signals so close together are one wish, told by the terminal and by the launcher. */
const SAME_SIGNAL_MS = 500;
const FORCED = 130;

try {
  if (process.argv.includes("--help")) process.stdout.write(USAGE);
  else await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  const { what, why, fix } = error.parts;
  process.stderr.write(`${what} ${why} ${fix}\n`);
  process.exit(1);
}

async function run(args: readonly string[]): Promise<void> {
  const settings = readSettings();
  const config = loadConfig(settings.configFile);
  const threads = threadsIn(args) ?? threadsOf(config);
  if (settings.databaseUrl === null) throw noServer();
  const built = await buildDesk({ settings, config });
  const lab = new StudyLab(built.desk, { threads, isAlone: false });
  const integrator = new Integrator([lab], built.log);
  await integrator.start();
  process.stdout.write(`Works on studies with ${threads === 1 ? "1 thread" : `${threads} threads`}.\n`);
  stopOnSignal(built, integrator);
}

/** The first signal lets the shares in hand finish; a second one does not wait. */
function stopOnSignal(built: BuiltDesk, integrator: Integrator): void {
  let stoppingSince: number | null = null;
  const stop = async () => {
    if (stoppingSince !== null) {
      if (Date.now() - stoppingSince < SAME_SIGNAL_MS) return;
      process.exit(FORCED);
    }
    stoppingSince = Date.now();
    await integrator.stop();
    await built.database.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => void stop());
}

/** @throws InvalidInputError */
function threadsIn(args: readonly string[]): number | null {
  const [given, ...more] = args;
  if (given === undefined) return null;
  const threads = Number(/^--threads=(\d{1,2})$/.exec(given)?.[1]);
  if (more.length === 0 && threads >= 1 && threads <= MAX_THREADS) return threads;
  throw new InvalidInputError({
    what: `The command line cannot be used: ${args.join(" ")}.`,
    why: "A worker takes one flag, --threads=N, from 1 to 64.",
    fix: "Write it like npm run worker -- --threads=4.",
  });
}

function noServer(): InvalidInputError {
  return new InvalidInputError({
    what: "DATABASE_URL is not set, so there is no database that several machines share.",
    why: "The embedded database belongs to one process, and npm start tries studies in threads of its own.",
    fix: "Start Postgres (scripts/services up) and set DATABASE_URL for the desk and for each worker.",
  });
}
