import { defineConfig } from "vitest/config";

const KINDS = ["db", "e2e", "torture"] as const;
const ignored = ["**/node_modules/**", "**/dist/**", ".services/**", ".quarterdeck/**"];

/** Kinds of tests by the ending of their file; what has no kind needs neither database nor browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...ignored, ...KINDS.map((kind) => `**/*.${kind}.test.ts`)],
          // They share nothing but pure modules; loading those once halves the time.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 20_000,
        },
      },
      ...KINDS.map((kind, index) => ({
        test: {
          name: kind,
          sequence: { groupOrder: index + 1 },
          include: [`**/*.${kind}.test.ts`],
          exclude: ignored,
          pool: "forks" as const,
          fileParallelism: kind === "db",
          maxWorkers: 2,
          testTimeout: kind === "torture" ? 600_000 : 60_000,
          hookTimeout: 60_000,
        },
      })),
    ],
  },
});
