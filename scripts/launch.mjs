// The one way in: `npm start`, `npm run op`, `npm test` and the rest come through here, so that each works from a
// fresh clone with nothing but Node. stdout belongs to what is launched; our own words go to stderr.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildUi } from "./build-ui.mjs";
import { installDependencies, ROOT, requireNode } from "./install.mjs";
import { packed } from "./pack.mjs";
import { startStandIns } from "./stand-ins.mjs";

const ENTRIES = {
  start: "runtime/main.ts",
  demo: "runtime/demo.ts",
  ask: "runtime/ask.ts",
  op: "runtime/op.ts",
  backfill: "runtime/backfill.ts",
  import: "runtime/import.ts",
  coverage: "runtime/coverage.ts",
  worker: "runtime/worker.ts",
  halt: "runtime/halt.ts",
  "check-books": "runtime/check-books.ts",
  "verify-audit": "runtime/verify-audit.ts",
  evals: "evals/main.ts",
  bench: "bench/main.ts",
  check: "scripts/check.mjs",
  test: "scripts/test.mjs",
  torture: "scripts/torture.mjs",
};

/** Commands that can be tried out against made-up vendors. */
const PLAYABLE = ["start", "ask", "op", "backfill", "import", "coverage"];
const STAND_INS = "--stand-ins";

const [what, ...given] = process.argv.slice(2);
const plays = PLAYABLE.includes(what) && given.includes(STAND_INS);
const args = plays ? given.filter((arg) => arg !== STAND_INS) : given;
const entry = ENTRIES[what];
if (!entry || !existsSync(join(ROOT, entry))) {
  process.stderr.write(`usage: node scripts/launch.mjs ${Object.keys(ENTRIES).join(" | ")}\n`);
  process.exit(2);
}
requireNode();
installDependencies();
if (what === "start" && !buildUi()) {
  process.stderr.write("The web app could not be built; the reasons are above.\n");
  process.exit(1);
}

const standIns = plays ? await startStandIns() : null;
const pack = await packed(what);
const source = entry.endsWith(".ts") ? ["--import", "tsx", join(ROOT, entry)] : [join(ROOT, entry)];
const child = spawn(process.execPath, [...(pack ? [pack] : source), ...args], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, ...standIns?.env },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// npm starts us through a shell and ends only that shell; whoever stops npm means the desk as well.
const parent = process.ppid;
if (process.env.npm_lifecycle_event)
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
child.on("exit", (code, signal) => {
  standIns?.end();
  process.exit(signal ? 1 : (code ?? 1));
});
