import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { controlsTable } from "#core/risk";
import { ROOT } from "./sources.ts";

describe("docs/controls.md", () => {
  it("lists every control exactly as the code says it", () => {
    const page = readFileSync(join(ROOT, "docs/controls.md"), "utf8");
    const table = /<!-- controls -->\n\n([\s\S]*?)\n\n<!-- \/controls -->/.exec(page)?.[1];
    expect(table).toBe(controlsTable());
  });
});
