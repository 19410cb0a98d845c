import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the app as it ships into a folder of its own, so that tests never race for dist/. Returns the folder. */
export async function buildAssets(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "quarterdeck-ui-"));
  const configFile = fileURLToPath(new URL("../../vite.config.ts", import.meta.url));
  // A test runner sets NODE_ENV to "test", with which Vite would bundle React's development build.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    await build({ configFile, logLevel: "error", build: { outDir, emptyOutDir: true } });
  } finally {
    process.env.NODE_ENV = before;
  }
  return outDir;
}
