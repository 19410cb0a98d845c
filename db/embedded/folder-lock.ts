import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { ConflictError } from "#core/model";

/** Who holds a folder, as written in its lock file. */
export interface LockHolder {
  pid: number;
  /** Start of the process in kernel ticks where the system tells it; a reused pid differs here. */
  processStart: string | null;
  token: string;
  /** Port of the holder's loopback server, 0 until it listens. */
  port: number;
}

/** The exclusive hold on a folder. */
export interface FolderLock {
  announcePort(port: number): void;
  release(): void;
}

const lockPath = (folder: string) => join(folder, "lock.json");

/**
 * Takes the exclusive lock of a folder that one process alone may write.
 * A lock left by a dead process, or that cannot be read, is taken over.
 *
 * @param what what lies in the folder, for the error
 * @throws ConflictError DATABASE_IN_USE when a living process holds it
 */
export function lockFolder(folder: string, token: string, what = "the embedded database"): FolderLock {
  const me: LockHolder = { pid: process.pid, processStart: processStart(process.pid), token, port: 0 };
  const draft = join(folder, `lock.${process.pid}.${token}`);
  writeDurably(draft, me);
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (tryLink(draft, lockPath(folder))) return holdOf(folder, me);
      const holder = readHolder(folder);
      if (holder && isAlive(holder)) throw inUse(what, folder, holder);
      // The takeover is a rename of the very file we judged dead; whoever loses that race starts over.
      const aside = `${draft}.stale`;
      try {
        renameSync(lockPath(folder), aside);
      } catch {
        continue;
      }
      const moved = readFileHolder(aside);
      if (moved && moved.token !== holder?.token) tryLink(aside, lockPath(folder));
      rmSync(aside, { force: true });
    }
    throw inUse(what, folder, readHolder(folder));
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The living holder of a folder, if there is one. */
export function folderHolder(folder: string): LockHolder | null {
  const holder = readHolder(folder);
  return holder && isAlive(holder) ? holder : null;
}

function holdOf(folder: string, me: LockHolder): FolderLock {
  const isMine = () => readHolder(folder)?.token === me.token;
  return {
    announcePort(port) {
      const draft = join(folder, `lock.${me.pid}.${me.token}.port`);
      writeDurably(draft, { ...me, port });
      renameSync(draft, lockPath(folder));
    },
    release() {
      if (isMine()) rmSync(lockPath(folder), { force: true });
    },
  };
}

function inUse(what: string, folder: string, holder: LockHolder | null): ConflictError {
  return new ConflictError("DATABASE_IN_USE", {
    what: `${what[0]?.toUpperCase()}${what.slice(1)} in ${folder} is already open in ${holder ? `process ${holder.pid}` : "another process"}.`,
    why: "Two processes writing one folder lose each other's changes.",
    fix: "Stop the other process, choose another folder with QUARTERDECK_HOME, or set DATABASE_URL to a Postgres server.",
  });
}

function writeDurably(path: string, holder: LockHolder): void {
  const file = openSync(path, "w", 0o600);
  try {
    writeSync(file, JSON.stringify(holder));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

const readHolder = (folder: string) => readFileHolder(lockPath(folder));

/** What the file says, or null when it is not there or not whole. */
function readFileHolder(path: string): LockHolder | null {
  try {
    const told = JSON.parse(readFileSync(path, "utf8")) as Partial<LockHolder> | null;
    if (!told || !Number.isSafeInteger(told.pid) || (told.pid ?? 0) <= 0 || typeof told.token !== "string")
      return null;
    const { pid = 0, token, port, processStart: start } = told;
    return {
      pid,
      token,
      processStart: typeof start === "string" ? start : null,
      port: typeof port === "number" ? port : 0,
    };
  } catch {
    return null;
  }
}

function isAlive(holder: LockHolder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return holder.processStart === null || processStart(holder.pid) === holder.processStart;
}

function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 22 of proc(5); the command in parentheses may itself hold spaces.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
