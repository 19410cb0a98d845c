// Vendors of market data that are made up, on loopback, in a process of their own: `npm start -- --stand-ins`.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./install.mjs";

/** They make a market of 28 years; a slow machine takes some seconds for it, ms. */
const PATIENCE_MS = 60_000;

/**
 * Starts the stand-ins. They end with us, however we end: they read from a pipe that only we hold open.
 *
 * @returns the environment in which a desk asks them, and how to end them
 */
export async function startStandIns() {
  const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, "stand-ins/main.ts")], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const end = () => child.kill("SIGTERM");
  const told = await new Promise((resolve) => {
    const give = () => resolve(null);
    const timer = setTimeout(give, PATIENCE_MS);
    child.on("exit", give);
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(timer);
      resolve(line);
    });
  });
  if (told === null) {
    end();
    process.stderr.write("The stand-ins of the vendors did not start; the reasons are above.\n");
    process.exit(1);
  }
  const home = process.env.QUARTERDECK_HOME ?? join(".quarterdeck", "stand-ins");
  process.stderr.write(
    `Vendors are made up: every number of theirs is simulated. This desk lives in ${home}.\n`,
  );
  return { env: { ...JSON.parse(told), QUARTERDECK_HOME: home }, end };
}
