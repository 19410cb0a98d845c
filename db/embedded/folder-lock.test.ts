import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderHolder, lockFolder } from "./folder-lock.ts";

/** Beyond the largest process id that Linux gives. */
const NO_PROCESS = 2 ** 22 + 1;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quarterdeck-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const leave = (holder: string) => writeFileSync(join(folder, "lock.json"), holder);

describe("the lock of a folder", () => {
  it("is held by one, told with its port, and free again when it is let go", () => {
    const lock = lockFolder(folder, "first");
    lock.announcePort(4321);
    expect(folderHolder(folder)).toMatchObject({ pid: process.pid, port: 4321 });
    expect(() => lockFolder(folder, "second", "the simulated broker's books")).toThrow(
      new RegExp(`^The simulated broker's books in .* already open in process ${process.pid}\\.`),
    );
    lock.release();
    expect(folderHolder(folder)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["a process that died", JSON.stringify({ pid: NO_PROCESS, processStart: "1", token: "t", port: 5 })],
    [
      "an earlier process of the same number",
      JSON.stringify({ pid: process.pid, processStart: "1", token: "t" }),
    ],
    ["an empty file", ""],
    ["half a file", '{"pid":'],
    ["a file of something else", "null"],
    ["a number that is none", '{"pid":"x","token":"t"}'],
    ["a group instead of a process", '{"pid":0,"token":"t"}'],
  ])("is taken over from %s", (_whom, holder) => {
    leave(holder);
    expect(folderHolder(folder)).toBeNull();
    lockFolder(folder, "mine").release();
    expect(existsSync(join(folder, "lock.json"))).toBe(false);
  });

  it("is not let go by whoever lost it", () => {
    const lock = lockFolder(folder, "mine");
    leave(JSON.stringify({ pid: process.pid, processStart: null, token: "theirs", port: 1 }));
    lock.release();
    expect(folderHolder(folder)?.token).toBe("theirs");
  });
});
