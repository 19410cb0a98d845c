import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./sources.ts";

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const scripts = new Set(
  Object.keys((JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object }).scripts),
);

/** Folders that come into being when the product runs: git ignores them, and a document may name them. */
const madeByRunning = readFileSync(join(ROOT, ".gitignore"), "utf8")
  .split("\n")
  .filter((line) => line.endsWith("/"));
const exists = (path: string) =>
  existsSync(join(ROOT, path)) ||
  existsSync(join(ROOT, "docs", path)) ||
  madeByRunning.some((folder) => path.startsWith(folder));

/** Paths and npm commands a document names that are not there. */
function missingIn(text: string): string[] {
  const paths = [
    ...text.matchAll(/`((?:[\w.-]+\/)+[\w.*-]*|[\w-]+\.(?:ts|md|yaml|json|yml))`/g),
    ...text.matchAll(/\]\(((?!https?:|#)[^)#]+)\)/g),
  ].map((match) => match[1] ?? "");
  const commands = [...text.matchAll(/npm (?:run (?:-s )?)?(start|test|[a-z][\w-]*)/g)].map(
    (match) => match[1] ?? "",
  );
  return [
    ...paths.filter((path) => !path.includes("*") && !exists(path)),
    ...commands
      .filter((command) => !["install", "ci", "run"].includes(command) && !scripts.has(command))
      .map((command) => `npm run ${command}`),
  ];
}

describe("documents", () => {
  it.each(documents)("%s names only paths and commands that exist", (document) => {
    expect(missingIn(readFileSync(join(ROOT, document), "utf8"))).toEqual([]);
  });

  it("would see a path or a command that is gone", () => {
    expect(missingIn("See `core/gone/file.ts` and run `npm run gone`.")).toHaveLength(2);
  });
});
