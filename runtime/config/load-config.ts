import { readFileSync } from "node:fs";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { OperatorError } from "#core/model";
import { Config } from "./config.ts";

/** One thing wrong with the configuration, and the line it stands on. */
export interface ConfigFault {
  line: number;
  problem: string;
}

/** A configuration that cannot be used; every fault is named together. */
export class ConfigError extends OperatorError {
  readonly faults: readonly ConfigFault[];

  constructor(file: string, faults: readonly ConfigFault[]) {
    super("CONFIG_INVALID", "input", {
      what: `${file} cannot be used: ${faults.map((fault) => `line ${fault.line}: ${fault.problem}`).join("; ")}.`,
      why: "A key that is not understood could be a control that is not in force.",
      fix: "Correct these lines and start again.",
    });
    this.faults = faults;
  }
}

/** Reads and checks a configuration file. @throws ConfigError with the line of every fault */
export function loadConfig(file: string): Config {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new OperatorError(
      "CONFIG_MISSING",
      "input",
      {
        what: `There is no configuration at ${file}.`,
        why: "Nothing starts without knowing what to start.",
        fix: "Restore quarterdeck.yaml, or point QUARTERDECK_CONFIG to it.",
      },
      { cause },
    );
  }
  return parseConfig(text, file);
}

export function parseConfig(text: string, file = "quarterdeck.yaml"): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0)
    throw new ConfigError(
      file,
      document.errors.map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        problem: firstLine(error.message),
      })),
    );
  const parsed = Config.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    file,
    parsed.error.issues.flatMap((issue) => faultsOf(issue, document, lines)),
  );
}

/** Faults found after reading, with the lines they stand on. */
export function faultsIn(
  file: string,
  faults: readonly { path: readonly PropertyKey[]; problem: string }[],
): ConfigError {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
  return new ConfigError(
    file,
    faults.map(({ path, problem }) => ({ line: lineOf(path, document, lines), problem })),
  );
}

export function faultsOf(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): ConfigFault[] {
  const where = issue.path.join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      line: lineOf([...issue.path, key], document, lines),
      problem: `unknown key "${key}"${where ? ` in ${where}` : ""}`,
    }));
  return [{ line: lineOf(issue.path, document, lines), problem: `${where || "the file"}: ${issue.message}` }];
}

/** Line of the deepest part of the path that is written in the file. */
function lineOf(path: readonly PropertyKey[], document: Document, lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

const firstLine = (message: string) => message.split("\n")[0] ?? message;
