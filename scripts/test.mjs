// Everything that can run on this machine. What cannot is named with the reason; with CI=true it fails instead.
// The last line is the count, summed from the runner's own reports.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildUi } from "./build-ui.mjs";
import { ROOT } from "./install.mjs";
import { testRedis, testServer } from "./test-server.mjs";

const REPORTS = join(ROOT, "reports");
const isCi = process.env.CI === "true";
const chromium = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const absent = [];

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const env = { ...process.env, CHROMIUM_PATH: chromium };
env.QUARTERDECK_TEST_DATABASE_URL = testServer();
if (!env.QUARTERDECK_TEST_DATABASE_URL) {
  delete env.QUARTERDECK_TEST_DATABASE_URL;
  absent.push("tests on a Postgres server: none is running (scripts/services up, or set TEST_DATABASE_URL)");
}
env.QUARTERDECK_TEST_REDIS_URL = testRedis();
if (!env.QUARTERDECK_TEST_REDIS_URL) {
  delete env.QUARTERDECK_TEST_REDIS_URL;
  absent.push("tests of the cache on Redis: none is running (scripts/services up, or set TEST_REDIS_URL)");
}

const projects = ["unit", "db", "torture"];
if (!buildUi()) process.exit(1);
if (existsSync(chromium)) projects.push("e2e");
else absent.push(`browser tests: there is no Chromium at ${chromium} (set CHROMIUM_PATH)`);

const results = projects.map(run);
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
for (const reason of absent) process.stdout.write(`not run: ${reason}\n`);
if (isCi && absent.length > 0) process.stdout.write("CI=true: what is not run counts as failed\n");
const failed = total("failed") + (isCi ? absent.length : 0);
process.stdout.write(`${total("passed")} passed, ${failed} failed, ${total("skipped")} skipped\n`);
process.exit(failed > 0 || total("passed") === 0 ? 1 : 0);

/** Runs one project; a run that ends badly without a failed test counts as one. */
function run(project) {
  const report = join(REPORTS, `${project}.json`);
  process.stdout.write(`\n— ${project} —\n`);
  const done = spawnSync(
    join(ROOT, "node_modules/.bin/vitest"),
    [
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      "--reporter=junit",
      `--outputFile.json=${report}`,
      `--outputFile.junit=${join(REPORTS, `${project}.xml`)}`,
    ],
    { cwd: ROOT, stdio: "inherit", env },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const silent = done.status !== 0 && numFailedTests === 0 ? 1 : 0;
  return { passed: numPassedTests, failed: numFailedTests + silent, skipped: numPendingTests + numTodoTests };
}
