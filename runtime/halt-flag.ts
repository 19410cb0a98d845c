import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** The halt that works without a database: while this file stands, nothing is sent. */
export interface HaltFlag {
  isRaised(): boolean;
  set(raised: boolean, reason: string): void;
}

/** A flag kept as a file; doubt about it counts as raised. */
export function haltFlagAt(path: string): HaltFlag {
  return {
    isRaised() {
      try {
        return existsSync(path);
      } catch {
        return true;
      }
    },
    set(raised, reason) {
      if (!raised) {
        rmSync(path, { force: true });
        return;
      }
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const file = openSync(path, "w", 0o600);
      try {
        writeSync(file, `${reason}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
  };
}
