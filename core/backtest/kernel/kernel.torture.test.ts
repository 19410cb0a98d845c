import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

describe("the compiled kernel", () => {
  it("is what its source compiles to, byte for byte", () => {
    const folder = mkdtempSync(join(tmpdir(), "kernel-"));
    try {
      const made = join(folder, "kernel.wasm");
      const asc = join(ROOT, "node_modules/assemblyscript/bin/asc.js");
      const config = ["--config", "core/backtest/kernel/asconfig.json", "--outFile", made];
      const { status, stderr } = spawnSync(process.execPath, [asc, ...config], {
        cwd: ROOT,
        encoding: "utf8",
      });
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(readFileSync(made).equals(readFileSync(new URL("./kernel.wasm", import.meta.url)))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
