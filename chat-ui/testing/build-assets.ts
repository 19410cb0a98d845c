import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the app into a folder of its own, so that tests never race for dist/. Returns the folder. */
export async function buildAssets(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "quarterdeck-ui-"));
  const configFile = fileURLToPath(new URL("../../vite.config.ts", import.meta.url));
  await build({ configFile, mode: "production", logLevel: "error", build: { outDir, emptyOutDir: true } });
  return outDir;
}
