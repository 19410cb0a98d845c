import { closeSync, constants, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { BrokerEvent, OrderTerms } from "#core/model";

/** One line of the simulated broker's own books. */
export interface JournalEntry {
  event: BrokerEvent;
  /** Present on acceptance: what was accepted. */
  terms?: OrderTerms;
}

/** The simulated broker's memory. It is the broker's, not ours: it outlives a crash of our process. */
export interface SimulationJournal {
  load(): JournalEntry[];
  append(entry: JournalEntry): void;
}

/** Books that vanish with the process. */
export function memoryJournal(): SimulationJournal {
  const entries: JournalEntry[] = [];
  return { load: () => [...entries], append: (entry) => void entries.push(entry) };
}

/** Books in a file, one JSON line per entry, each on disk before the broker says anything about it. */
export function fileJournal(path: string): SimulationJournal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return {
    load: () => readLines(path).map((line) => JSON.parse(line) as JournalEntry),
    append(entry) {
      const file = openSync(
        path,
        constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_DSYNC,
        0o600,
      );
      try {
        writeSync(file, `${JSON.stringify(entry)}\n`);
      } finally {
        closeSync(file);
      }
    },
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
