import { defineConfig } from "vitest/config";

/** The tests that hold the gates and an order's life; no database, so that each changed line is tried in moments. */
export default defineConfig({
  test: {
    include: ["core/risk/*.test.ts", "core/risk/gates/**/*.test.ts", "core/execution/*.test.ts"],
    exclude: ["**/*.torture.test.ts", "**/*.db.test.ts"],
  },
});
