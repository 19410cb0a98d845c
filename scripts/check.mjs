// Format, lint, types, and the tests that need no database and no browser: a minute at most.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./install.mjs";

const bin = (name) => join(ROOT, "node_modules", ".bin", name);

const STAGES = [
  ["format and lint", bin("biome"), ["ci", "--error-on-warnings", "."]],
  ["types", bin("tsc"), ["--noEmit"]],
  ["unit and house tests", bin("vitest"), ["run", "--project", "unit", "--reporter=dot"]],
];

for (const [name, command, args] of STAGES) {
  const started = Date.now();
  const done = spawnSync(command, args, { cwd: ROOT, stdio: "inherit" });
  if (done.status !== 0) {
    process.stderr.write(`check: ${name} failed\n`);
    process.exit(1);
  }
  process.stderr.write(`check: ${name} ok (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}
