import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./testing/command.ts";

let home: string;
let env: Record<string, string>;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "quarterdeck-data-"));
  env = { QUARTERDECK_HOME: home };
  writeFileSync(
    join(home, "bars.csv"),
    "Date,O,H,L,C\n2024-01-02,10,12,9,11\n2024-07-04,1,1,1,1\n2024-01-04,11,12,10,11\n",
  );
  writeFileSync(
    join(home, "bars.yaml"),
    "symbol: IBM\ninterval: 1d\ncollector: my-files\ncolumns: { time: Date, open: O, high: H, low: L, close: C }\n",
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("the commands for market data", () => {
  it("import a file once, name its rejected lines, and report what is held and missing", async () => {
    const args = ["import", join(home, "bars.csv"), `--mapping=${join(home, "bars.yaml")}`];
    const dry = await run([...args, "--dry-run"], env);
    expect([dry.code, dry.stdout]).toEqual([
      3,
      expect.stringMatching(/3 rows, 2 taken as bars, 1 rejected; nothing was stored/),
    ]);
    const first = await run(args, env);
    expect(first.stdout).toMatch(
      /2 new, 0 revised, 0 held already\.\n {2}line 3: 2024-07-04 is not a session/,
    );
    expect((await run(args, env)).stdout).toMatch(/0 new, 0 revised, 2 held already/);
    const report = await run(["coverage", "--symbols=IBM"], env);
    expect(report.stdout).toMatch(
      /IBM\s+1d\s+my-files, delayed\s+2024-01-02\s+2024-01-04\s+2\s+0\s+1\n\s+missing 2024-01-03/,
    );
  }, 120_000);

  it.each([
    [
      "a backfill without a key",
      ["backfill", "--collector=fred", "--series=UNRATE", "--from=2020-01-01"],
      /FRED_API_KEY is not set.*--stand-ins/s,
    ],
    ["a backfill of nonsense", ["backfill", "--collector=nobody"], /--collector must be one of.*--help/s],
    ["an import of nothing", ["import"], /names no file; bars need a --mapping/],
    [
      "an import of a file that is not there",
      ["import", "none.csv", "--kind=posts"],
      /There is no file none\.csv/,
    ],
    ["a report of an unknown interval", ["coverage", "--interval=2x"], /--interval must be one of 1m/],
  ])("end in plain words: %s", async (_what, args, words) => {
    const ended = await run(args, env);
    expect([ended.code, ended.stdout]).toEqual([1, ""]);
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });
});
