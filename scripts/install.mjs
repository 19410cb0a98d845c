// Installs what package.json asks for when it is not there yet. Plain Node, because it runs before anything else.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const LOCK = join(ROOT, ".installing");
const MARK = join(ROOT, "node_modules", ".package-lock.json");
const WAIT_MS = 200;
const MAX_WAITS = 3_000;

/** Ends the process with a plain sentence when this Node cannot run the project. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if ((major === 20 && minor >= 19) || major >= 22) return;
  process.stderr.write(
    `Quarterdeck needs Node 20.19 or newer (20.x, or 22 and up); this is ${process.versions.node}.\nInstall a newer Node and try again.\n`,
  );
  process.exit(1);
}

/** Installs dependencies unless they are newer than the lock file. Only one process installs at a time. */
export function installDependencies() {
  if (isInstalled()) return;
  takeLock();
  try {
    if (isInstalled()) return;
    process.stderr.write("Installing dependencies (once, about a minute)…\n");
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const done = spawnSync(npm, ["install", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: ROOT,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
    if (done.status !== 0) {
      process.stderr.write("npm install failed; its words are above. Check the network and try again.\n");
      process.exit(done.status ?? 1);
    }
    const now = new Date();
    utimesSync(MARK, now, now);
  } finally {
    rmdirSync(LOCK);
  }
}

function isInstalled() {
  if (!existsSync(MARK)) return false;
  const lock = join(ROOT, "package-lock.json");
  return !existsSync(lock) || statSync(MARK).mtimeMs >= statSync(lock).mtimeMs;
}

function takeLock() {
  for (let waits = 0; waits < MAX_WAITS; waits++) {
    try {
      mkdirSync(LOCK);
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
    }
  }
  process.stderr.write("Another installation did not finish. Remove the folder .installing and try again.\n");
  process.exit(1);
}
