import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { OperatorError } from "#core/model";
import type { ScenarioResult } from "./run/result.ts";

export const BASELINE_FILE = fileURLToPath(new URL("./baseline.json", import.meta.url));

const Entry = z.strictObject({
  score: z.number().min(0).max(1),
  /** Checks known to fail, as failuresOf words them. */
  fails: z.array(z.string()).min(1).optional(),
  /** Why that is accepted for now; every known failure has one. */
  reason: z.string().min(1).optional(),
});
export type BaselineEntry = z.infer<typeof Entry>;

/** Scores by scenario, for each model that was ever measured. */
const Baseline = z.record(z.string(), z.record(z.string(), Entry));
export type Baseline = z.infer<typeof Baseline>;

/** How a scenario compares with the last accepted run of the same model. */
export type Standing = "held" | "improved" | "regressed" | "new" | "gone";

export interface Comparison {
  id: string;
  standing: Standing;
  before: number | null;
  now: number | null;
  /** Checks that failed now and not before. */
  newFailures: string[];
}

/** @throws OperatorError BASELINE_UNREADABLE */
export function readBaseline(file = BASELINE_FILE): Baseline {
  try {
    return Baseline.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new OperatorError(
      "BASELINE_UNREADABLE",
      "input",
      {
        what: `${file} is not a baseline.`,
        why: "Without it a regression cannot be told from a known fault.",
        fix: "Restore it from version control, or delete it and run npm run evals -- --update-baseline.",
      },
      { cause },
    );
  }
}

/** What a result failed at, one line each; the same words for the same failure. */
export const failuresOf = ({ checks }: ScenarioResult): string[] =>
  checks
    .filter(({ isMet }) => !isMet)
    .map(({ about, scorer, expected }) => `${about}, ${scorer}: ${expected}`);

/**
 * Holds results beside the baseline of their model.
 *
 * @param isWhole every scenario was run, so that one the baseline knows and the run does not is gone
 */
export function compare(
  results: readonly ScenarioResult[],
  known: Record<string, BaselineEntry>,
  isWhole: boolean,
): Comparison[] {
  const compared = results.map((result) => compareOne(result, known[result.id]));
  const ran = new Set(results.map(({ id }) => id));
  const gone = isWhole ? Object.entries(known).filter(([id]) => !ran.has(id)) : [];
  return [
    ...compared,
    ...gone.map(
      ([id, { score }]): Comparison => ({
        id,
        standing: "gone",
        before: score,
        now: null,
        newFailures: [],
      }),
    ),
  ];
}

function compareOne(result: ScenarioResult, before: BaselineEntry | undefined): Comparison {
  const accepted = new Set(before?.fails);
  const newFailures = failuresOf(result).filter((failure) => !accepted.has(failure));
  const { id, score: now } = result;
  if (!before) return { id, standing: "new", before: null, now, newFailures };
  // A new failure is a regression also where another one was mended and the score stands.
  const standing =
    newFailures.length > 0 || now < before.score ? "regressed" : now > before.score ? "improved" : "held";
  return { id, standing, before: before.score, now, newFailures };
}

/** Whether a comparison must not pass: something got worse, vanished, or came in failing. */
export const isSetback = ({ standing, newFailures }: Comparison): boolean =>
  standing === "regressed" || standing === "gone" || (standing === "new" && newFailures.length > 0);

/**
 * The baseline with these results in it. Known failures keep their reasons; a new one is given a reason by hand.
 *
 * @param isWhole forget scenarios that are gone
 */
export function updated(
  baseline: Baseline,
  model: string,
  results: readonly ScenarioResult[],
  isWhole: boolean,
): Baseline {
  const before = baseline[model] ?? {};
  const entries = results.map((result): [string, BaselineEntry] => {
    const fails = failuresOf(result);
    const reason = before[result.id]?.reason;
    return [
      result.id,
      { score: result.score, ...(fails.length > 0 ? { fails, ...(reason ? { reason } : {}) } : {}) },
    ];
  });
  return { ...baseline, [model]: { ...(isWhole ? {} : before), ...Object.fromEntries(entries) } };
}

/** Why each known failure is accepted for now. */
export const reasonsIn = (known: Record<string, BaselineEntry>): Record<string, string> =>
  Object.fromEntries(Object.entries(known).flatMap(([id, { reason }]) => (reason ? [[id, reason]] : [])));

/** Writes it one scenario a line, so that a change of behaviour is a line in a review. */
export function writeBaseline(baseline: Baseline, file = BASELINE_FILE): void {
  const models = Object.entries(baseline).map(([model, entries]) => {
    const lines = Object.entries(entries).map(
      ([id, entry]) => `    ${JSON.stringify(id)}: ${entryText(entry)}`,
    );
    return `  ${JSON.stringify(model)}: {\n${lines.join(",\n")}\n  }`;
  });
  writeFileSync(file, `{\n${models.join(",\n")}\n}\n`);
}

const LINE_CHARS = 110;

/** As the formatter would have it: a list on one line where it fits. */
function entryText({ score, fails, reason }: BaselineEntry): string {
  if (!fails) return `{ "score": ${score} }`;
  const comma = reason ? "," : "";
  const texts = fails.map((fail) => JSON.stringify(fail));
  const line = `      "fails": [${texts.join(", ")}]${comma}`;
  const list = texts.map((text) => `        ${text}`).join(",\n");
  return [
    "{",
    `      "score": ${score},`,
    line.length <= LINE_CHARS ? line : `      "fails": [\n${list}\n      ]${comma}`,
    ...(reason ? [`      "reason": ${JSON.stringify(reason)}`] : []),
    "    }",
  ].join("\n");
}
