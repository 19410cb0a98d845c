// Format, lint, types, and the tests that need no database and no browser: a minute at most.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./install.mjs";

const bin = (name) => join(ROOT, "node_modules", ".bin", name);

/** One after the other; those of one line side by side, for the tests wait on sockets as much as they compute. */
const STAGES = [
  [["format and lint", "biome", ["ci", "--error-on-warnings", "."]]],
  [
    ["types", "tsc", ["--noEmit"]],
    ["unit and house tests", "vitest", ["run", "--project", "unit", "--reporter=dot"]],
  ],
];

/** @returns whether it went well, told as soon as it is known */
function run([name, command, args]) {
  const started = Date.now();
  return new Promise((resolve) => {
    spawn(bin(command), args, { cwd: ROOT, stdio: "inherit" }).on("close", (status) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stderr.write(`check: ${name} ${status === 0 ? `ok (${seconds} s)` : "failed"}\n`);
      resolve(status === 0);
    });
  });
}

for (const stage of STAGES) if ((await Promise.all(stage.map(run))).includes(false)) process.exit(1);
