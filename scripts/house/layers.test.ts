import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { layerBreaches } from "./layers.ts";
import { ROOT } from "./sources.ts";

let tree = "";
afterEach(() => tree && rmSync(tree, { recursive: true, force: true }));

/** A small tree of sources, to see that the rule can fail. */
function breachesIn(files: Record<string, string>): string[] {
  tree = mkdtempSync(join(tmpdir(), "layers-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  return layerBreaches(tree).map((breach) => breach.problem);
}

describe("layers", () => {
  it("hold in this repository", () => {
    expect(layerBreaches(ROOT)).toEqual([]);
  });

  it.each([
    ["an import that points right", { "core/risk/a.ts": 'import { x } from "#db";' }],
    ["a climb out of a room", { "core/risk/a.ts": 'import { x } from "../execution/b.ts";' }],
    ["a way round a door", { "operations/a.ts": 'import { x } from "#core/risk/gates";' }],
    ["the network inside the core", { "core/signals/a.ts": 'export const x = () => fetch("http://x");' }],
    ["a broker in an agent's hands", { "agents/a.ts": 'import { x } from "#core/execution/brokers";' }],
    [
      "a vendor's client in the verbs",
      { "operations/a.ts": 'import { x } from "#core/market-data/collectors";' },
    ],
    ["a stand-in in the product", { "runtime/a.ts": 'import { x } from "#stand-ins/openai";' }],
    ["the bot inside the graph", { "graph/a.ts": 'import { x } from "#bots";' }],
    ["server values in the web app", { "chat-ui/a.ts": 'import { x } from "#operations";' }],
    [
      "a hidden path to a broker",
      {
        "agents/a.ts": 'import { x } from "#operations";',
        "operations/index.ts": 'export { x } from "./b.ts";',
        "operations/b.ts": 'import { x } from "#core/execution";\nexport { x };',
        "core/execution/index.ts": 'export { x } from "./brokers/index.ts";',
        "core/execution/brokers/index.ts": "export const x = 1;",
      },
    ],
  ])("catch %s", (_name, files) => {
    expect(breachesIn(files)).not.toEqual([]);
  });

  it("allow what is meant to be", () => {
    const files = {
      "chat-ui/a.ts": 'import type { X } from "#core/model";',
      "operations/a.ts": 'import { x } from "#core/risk";\nimport { y } from "./b.ts";',
      "graph/a.db.test.ts": 'import { x } from "#stand-ins/openai";',
    };
    expect(breachesIn(files)).toEqual([]);
  });
});
