// Packs the commands people wait for, each with all it imports, into files that Node reads at once: thousands of
// modules and a TypeScript loader take seconds at every start. What is packed is named by the newest change of its
// sources, so that a running desk keeps the files it started from.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { newestChange } from "./build-ui.mjs";
import { ROOT } from "./install.mjs";

const FOLDER = join(ROOT, "dist", "desk");
const SOURCES = [
  ...["core", "db", "memory", "operations", "tools", "agents", "graph", "server", "bots", "runtime"],
  "package-lock.json",
  "scripts/pack.mjs",
];
const ENTRIES = { start: "main", demo: "demo", ask: "ask", op: "op", worker: "worker" };
/** Packs of earlier sources that are kept, for desks that still run on them. */
const KEPT = 3;
/** They find their own files beside them. */
const UNPACKED = ["@electric-sql/pglite", "@electric-sql/pglite-pgvector"];

/** @returns path of the packed command, or null when it is not packed or cannot be */
export async function packed(what) {
  if (!(what in ENTRIES)) return null;
  const stamp = String(Math.round(Math.max(...SOURCES.map((source) => newestChange(join(ROOT, source))))));
  const folder = join(FOLDER, stamp);
  if (!existsSync(folder) && !(await pack(folder))) return null;
  return join(folder, `${what}.mjs`);
}

async function pack(folder) {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(FOLDER, { recursive: true });
  try {
    const { build } = await import("vite");
    const input = Object.entries(ENTRIES).map(([what, file]) => [what, join(ROOT, "runtime", `${file}.ts`)]);
    await build({
      configFile: false,
      root: ROOT,
      logLevel: "silent",
      plugins: [keepAddresses],
      ssr: { noExternal: true, external: UNPACKED },
      build: {
        ssr: true,
        outDir: draft,
        target: "node20",
        minify: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: Object.fromEntries(input),
          output: { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
        },
      },
    });
    renameSync(draft, folder);
    forgetOldest();
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(folder)) return true; // another process was quicker
    process.stderr.write(`The commands could not be packed and start more slowly: ${error.message}\n`);
    return false;
  }
}

function forgetOldest() {
  const packs = readdirSync(FOLDER)
    .filter((name) => /^\d+$/.test(name))
    .sort((a, b) => Number(b) - Number(a));
  for (const name of packs.slice(KEPT)) rmSync(join(FOLDER, name), { recursive: true, force: true });
}

/** Our files find their neighbours by their own address, which packing must not change. */
const keepAddresses = {
  name: "keep-addresses",
  transform: (code, id) =>
    id.endsWith(".ts") && !id.includes("node_modules") && code.includes("import.meta.url")
      ? code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href))
      : null,
};
