import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type ModelConfig, readModelConfig } from "#agents";
import { InvalidInputError } from "#core/model";
import { AREAS, type Scenario } from "./scenario.ts";

export const USAGE = `npm run evals -- [flags]

  --only=<pattern>     scenarios whose id holds this, such as injection or approvals/expiry; * stands for anything
  --model=<name>       a model behind OPENAI_API_KEY or OPENAI_BASE_URL; left out, the offline operator answers
  --out=<folder>       where the reports go; reports/evals when left out
  --update-baseline    write this run's scores to evals/baseline.json
  --list               name the scenarios and stop
  --help               this page
`;

export interface Flags {
  only: string | null;
  model: ModelConfig;
  out: string;
  updateBaseline: boolean;
  list: boolean;
  help: boolean;
}

/** Reads the command line. @throws InvalidInputError that names the flag */
export function readFlags(args: readonly string[], env: Record<string, string | undefined>): Flags {
  const { values } = parsed(args);
  return {
    only: values.only?.trim() || null,
    model: modelOf(values.model, env),
    out: resolve(values.out?.trim() || "reports/evals"),
    updateBaseline: values["update-baseline"] ?? false,
    list: values.list ?? false,
    help: values.help ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        only: { type: "string" },
        model: { type: "string" },
        out: { type: "string" },
        "update-baseline": { type: "boolean" },
        list: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (cause) {
    const [reason] = (cause as Error).message.split(/(?<=[^.])\. /);
    throw new InvalidInputError(
      {
        what: `The flags are not understood: ${reason?.replace(/\.$/, "")}.`,
        why: "A flag that is guessed at could judge other scenarios than you think.",
        fix: "npm run evals -- --help lists them; a value follows its flag with =.",
      },
      { cause },
    );
  }
}

function modelOf(name: string | undefined, env: Record<string, string | undefined>): ModelConfig {
  if (name === undefined || name === "offline") return { kind: "offline" };
  const config = readModelConfig({ ...env, ...(name.trim() ? { OPENAI_MODEL: name } : {}) });
  if (name.trim() && config.kind === "openai") return config;
  throw new InvalidInputError({
    what: name.trim() ? `There is no endpoint to ask for ${name}.` : "--model names no model.",
    why: "A model answers behind OPENAI_API_KEY or OPENAI_BASE_URL, and neither may be guessed.",
    fix: "Set one of them and give --model=<name>, or leave --model out to judge the offline operator.",
  });
}

/** The scenarios a pattern names. @throws InvalidInputError when it names none */
export function chosen(scenarios: readonly Scenario[], only: string | null): Scenario[] {
  if (only === null) return [...scenarios];
  const pattern = new RegExp(only.split("*").map(escaped).join(".*"), "i");
  const found = scenarios.filter(({ id }) => pattern.test(id));
  if (found.length > 0) return found;
  throw new InvalidInputError({
    what: `No scenario's id holds “${only}”.`,
    why: "A run of nothing would pass.",
    fix: `npm run evals -- --list names them all; the areas are ${AREAS.join(", ")}.`,
  });
}

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
