// Which lines no test would miss: every comparison, boundary, branch and call of the gates and of an order's life is
// changed in turn, and a test must go red. Words are left alone; they are read by people, not by tests.
/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "vitest",
  vitest: { configFile: "scripts/mutation/vitest.config.ts" },
  mutate: [
    "core/risk/{clearance,judge,reading,order-facts,order-hash,protective-price}.ts",
    "core/risk/gates/*.ts",
    "core/execution/{lifecycle,positions}.ts",
    "!core/**/*.test.ts",
  ],
  mutator: { excludedMutations: ["StringLiteral"] },
  coverageAnalysis: "perTest",
  concurrency: 2,
  reporters: ["clear-text", "json"],
  jsonReporter: { fileName: "reports/mutation.json" },
  clearTextReporter: { logTests: false, allowColor: false },
  // Stryker rewrites tsconfig.json with TypeScript's own parser, which TypeScript 7 does not offer.
  tsconfigFile: "none",
  ignorePatterns: [".services", ".quarterdeck", ".git", "dist", "reports"],
  symlinkNodeModules: false,
  tempDirName: "reports/mutation",
  thresholds: { high: 98, low: 95, break: 95 },
};
