// Builds the web app when its sources are newer than what was built.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./install.mjs";

const BUILT = join(ROOT, "dist", "chat-ui", "index.html");
const SOURCES = ["chat-ui", "core/model", "vite.config.ts", "package-lock.json"];

/** @returns false when the build failed */
export function buildUi() {
  const newest = Math.max(...SOURCES.map((source) => newestChange(join(ROOT, source))));
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs >= newest) return true;
  process.stderr.write("Building the web app…\n");
  const done = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "error"],
    {
      cwd: ROOT,
      stdio: ["ignore", 2, 2],
    },
  );
  return done.status === 0;
}

/** When a file, or the newest below a folder, was last changed, ms since epoch. */
export function newestChange(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}
