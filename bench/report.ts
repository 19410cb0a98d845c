import { cpus, loadavg } from "node:os";

/** One line of a bench's table. */
export interface Figure {
  what: string;
  value: string;
  /** Null where we only look. */
  goal: string | null;
  reached: boolean | null;
}

/** A bench: its method in a sentence, and its figures or the reason why there are none here. */
export interface Bench {
  name: string;
  method: string;
  /** Takes minutes: run only when it is named. */
  isLong?: boolean;
  run(): Promise<{ figures: Figure[] } | { skipped: string }>;
}

/** A figure that has to be at least the goal. */
export const atLeast = (
  what: string,
  value: number,
  goal: number,
  shown: (value: number) => string,
): Figure => ({
  what,
  value: shown(value),
  goal: `≥ ${shown(goal)}`,
  reached: value >= goal,
});

/** A figure that has to be at most the goal. */
export const atMost = (
  what: string,
  value: number,
  goal: number,
  shown: (value: number) => string,
): Figure => ({
  what,
  value: shown(value),
  goal: `≤ ${shown(goal)}`,
  reached: value <= goal,
});

/** A figure nobody set a goal for. */
export const seen = (what: string, value: string): Figure => ({ what, value, goal: null, reached: null });

export const times = (value: number): string => `${value.toFixed(2)} ×`;
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const micros = (value: number): string => `${value.toFixed(1)} µs`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString("en-US")}/s`;

/** All figures of a run in one table, columns aligned. */
export function tableOf(figures: readonly Figure[]): string {
  const verdict = { true: "reached", false: "NOT reached", null: "" };
  const rows = figures.map((figure) => [
    figure.what,
    figure.value,
    figure.goal ?? "–",
    verdict[`${figure.reached}`],
  ]);
  const table = [["figure", "value", "goal", ""], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map(([what = "", value = "", goal = "", end = ""]) =>
      `${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${goal.padStart(widths[2] ?? 0)}  ${end}`.trimEnd(),
    )
    .join("\n");
}

/** What the figures were measured on, and how busy it was: more load than cores, and they say less about us. */
export function machineLine(): string {
  const cores = cpus();
  return `${cores.length} × ${cores[0]?.model.trim() ?? "unknown processor"}, Node ${process.versions.node}, ${process.platform}, load ${loadavg()[0]?.toFixed(1)}`;
}
