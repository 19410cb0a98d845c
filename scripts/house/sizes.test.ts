import { parseAst } from "vite";
import { describe, expect, it } from "vitest";
import { ROOT, readSource, sourcesIn } from "./sources.ts";

const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 60;

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

/** Functions of a source with their lengths in lines. Bodies of test suites do not count: they hold the tests. */
function longFunctions(text: string, path: string): string[] {
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const found: string[] = [];
  const walk = (value: unknown, insideSuite: boolean): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, insideSuite);
    else if (typeof value === "object" && value !== null && typeof (value as Node).type === "string") {
      const node = value as Node;
      const lines = FUNCTIONS.has(node.type) && !insideSuite ? lineAt(node.end) - lineAt(node.start) + 1 : 0;
      if (lines > MAX_FUNCTION_LINES) found.push(`${path}:${lineAt(node.start)} ${lines} lines`);
      const isSuite =
        node.type === "CallExpression" && /^describe\b/.test(text.slice(node.start, node.start + 8));
      for (const [key, child] of Object.entries(node))
        if (key !== "type") walk(child, isSuite && key === "arguments");
    }
  };
  walk(parseAst(text, { lang: path.endsWith("x") ? "tsx" : "ts" }), false);
  return found;
}

const files = sourcesIn(ROOT);

describe("sizes", () => {
  it(`no file has more than ${MAX_FILE_LINES} lines`, () => {
    const long = files.filter((file) => readSource(ROOT, file).split("\n").length - 1 > MAX_FILE_LINES);
    expect(long).toEqual([]);
  });

  it(`no function has more than ${MAX_FUNCTION_LINES} lines`, () => {
    expect(files.flatMap((file) => longFunctions(readSource(ROOT, file), file))).toEqual([]);
  });

  it("would see a function that is too long", () => {
    const body = Array.from({ length: MAX_FUNCTION_LINES }, () => "  work();").join("\n");
    expect(longFunctions(`function long() {\n${body}\n}`, "a.ts")).toHaveLength(1);
  });
});
