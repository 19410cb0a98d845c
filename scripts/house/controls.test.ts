import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { controlsTable } from "#core/risk";
import { ROOT } from "./sources.ts";

/** A table without the padding that only makes its columns line up. */
const unpadded = (table: string) => table.replace(/ +\|/g, " |").replace(/-{3,}/g, "---");

describe("docs/controls.md", () => {
  it("lists every control exactly as the code says it", () => {
    const page = readFileSync(join(ROOT, "docs/controls.md"), "utf8");
    const table = /<!-- controls -->\n\n([\s\S]*?)\n\n<!-- \/controls -->/.exec(page)?.[1];
    expect(unpadded(table ?? "")).toBe(unpadded(controlsTable()));
  });
});
