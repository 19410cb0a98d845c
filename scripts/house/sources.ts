import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const SKIPPED = new Set([
  "node_modules",
  "dist",
  ".git",
  ".services",
  ".quarterdeck",
  "reports",
  "migrations",
]);

/** Every TypeScript file below a folder, by path relative to it, with forward slashes. */
export function sourcesIn(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const path = join(folder, name);
      if (SKIPPED.has(name)) return [];
      if (statSync(path).isDirectory()) return sourcesIn(path).map((inner) => join(name, inner));
      return /\.tsx?$/.test(name) && !name.endsWith(".d.ts") ? [name] : [];
    })
    .map((path) => path.replaceAll("\\", "/"));
}

export const readSource = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

export interface Import {
  specifier: string;
  isType: boolean;
}

/** What a source imports or re-exports, and whether only as types. */
export function importsOf(text: string): Import[] {
  const found: Import[] = [];
  for (const match of text.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^;]*?)\s*from\s*"([^"]+)"/gm)) {
    const names = /^\{([\s\S]*)\}$/.exec(match[2]?.trim() ?? "")?.[1];
    const everyNameIsType =
      names?.split(",").every((name) => name.trim() === "" || name.trim().startsWith("type ")) ?? false;
    found.push({ specifier: match[3] ?? "", isType: match[1] !== undefined || everyNameIsType });
  }
  for (const match of text.matchAll(/^\s*import\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm))
    found.push({ specifier: match[1] ?? match[2] ?? "", isType: false });
  return found;
}

export const toRoot = (path: string): string => relative(ROOT, path).replaceAll("\\", "/");
