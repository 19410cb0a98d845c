import { closeSync, constants, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { BrokerEvent, OrderTerms } from "#core/model";
import type { WorkingState } from "./simulation-matching.ts";

/** One line of the simulated broker's own books. */
export interface JournalEntry {
  event: BrokerEvent;
  /** Present on acceptance: what was accepted. */
  terms?: OrderTerms;
}

/** How far a working order has come between its events: a stop that was reached, a trail's best price, a queue. */
export interface WorkingMark {
  clientOrderId: string;
  working: WorkingState;
}

/** The simulated broker's memory. It is the broker's, not ours: it outlives a crash of our process. */
export interface SimulationJournal {
  load(): JournalEntry[];
  append(entry: JournalEntry): void;
  /** The last mark of each order counts. */
  marks(): WorkingMark[];
  mark(mark: WorkingMark): void;
}

/** Books that vanish with the process. */
export function memoryJournal(): SimulationJournal {
  const entries: JournalEntry[] = [];
  const marks: WorkingMark[] = [];
  return {
    load: () => [...entries],
    append: (entry) => void entries.push(entry),
    marks: () => [...marks],
    mark: (mark) => void marks.push(mark),
  };
}

/** Books in a file, one JSON line per entry, each on disk before the broker says anything about it. */
export function fileJournal(path: string): SimulationJournal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const write = (line: object) => {
    const file = openSync(
      path,
      constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_DSYNC,
      0o600,
    );
    try {
      writeSync(file, `${JSON.stringify(line)}\n`);
    } finally {
      closeSync(file);
    }
  };
  const read = () => readLines(path).map((line) => JSON.parse(line) as JournalEntry | { mark: WorkingMark });
  return {
    load: () => read().flatMap((line) => ("mark" in line ? [] : [line])),
    append: write,
    marks: () => read().flatMap((line) => ("mark" in line ? [line.mark] : [])),
    mark: (mark) => write({ mark }),
  };
}

/** Whole lines only: a line cut by a power failure was never acknowledged. */
function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8")
      .split("\n")
      .slice(0, -1)
      .filter((line) => line !== "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
