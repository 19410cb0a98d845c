import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./sources.ts";

const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
  packages: Record<string, { version?: string; resolved?: string }>;
};

/** Versions of a package that our own code can meet, by the places it is installed in. */
const copiesOf = (name: string) =>
  Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`));

describe("single copies", () => {
  it.each(["ai", "@langchain/core", "@langchain/langgraph", "zod"])("of %s there is one", (name) => {
    expect(copiesOf(name)).toEqual([`node_modules/${name}`]);
  });

  it("records no download address", () => {
    expect(
      Object.values(lock.packages).filter(
        (entry) => entry.resolved && !entry.resolved.startsWith("https://registry.npmjs.org/"),
      ),
    ).toEqual([]);
  });
});
