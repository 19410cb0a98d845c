// The torture tests, so many times longer than in `npm test`: `npm run torture -- 20`. They need a Postgres server.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./install.mjs";
import { testServer } from "./test-server.mjs";

const times = process.argv[2] ?? "10";
const url = testServer();
if (!/^[1-9]\d{0,3}$/.test(times) || !url) {
  process.stderr.write(
    url
      ? `"${times}" is not a number of times from 1 to 9999.\n`
      : "The torture tests need a Postgres server: scripts/services up, or set TEST_DATABASE_URL.\n",
  );
  process.exit(2);
}
const HOURS = 3_600_000;
const done = spawnSync(
  join(ROOT, "node_modules/.bin/vitest"),
  ["run", "--project", "torture", `--test-timeout=${24 * HOURS}`],
  {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, QUARTERDECK_TORTURE: times, QUARTERDECK_TEST_DATABASE_URL: url },
  },
);
process.exit(done.status ?? 1);
