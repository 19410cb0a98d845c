import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "./testing/build-assets.ts";

const BUDGET_KB = 300;

interface ManifestEntry {
  file: string;
  css?: string[];
  imports?: string[];
  isEntry?: boolean;
}

describe("the build", () => {
  let assets: string;
  beforeAll(async () => {
    assets = await buildAssets();
  }, 60_000);
  afterAll(() => rm(assets, { recursive: true, force: true }));

  const gzipKb = async (file: string) => gzipSync(await readFile(join(assets, file))).length / 1000;

  it(`loads at most ${BUDGET_KB} kB gzip before the first page is there`, async () => {
    const manifest = JSON.parse(await readFile(join(assets, ".vite/manifest.json"), "utf8")) as Record<
      string,
      ManifestEntry
    >;
    const files = new Set(["index.html", "theme.js"]);
    const include = (entry: ManifestEntry | undefined): void => {
      if (!entry || files.has(entry.file)) return;
      for (const file of [entry.file, ...(entry.css ?? [])]) files.add(file);
      for (const name of entry.imports ?? []) include(manifest[name]);
    };
    include(Object.values(manifest).find((entry) => entry.isEntry));
    const sizes = await Promise.all([...files].map(gzipKb));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.info(`first load: ${total.toFixed(1)} kB gzip in ${files.size} files (budget ${BUDGET_KB})`);
    expect(total).toBeLessThanOrEqual(BUDGET_KB);
  });
});
