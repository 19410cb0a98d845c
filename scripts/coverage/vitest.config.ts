import { defineConfig } from "vitest/config";

/** Which branches of the gates, the clearance and an order's life no test comes by: `npm run test:coverage`. */
export default defineConfig({
  test: {
    include: [
      "core/risk/**/*.test.ts",
      "core/execution/**/*.test.ts",
      "operations/orders/*.db.test.ts",
      "graph/order-desk.db.test.ts",
    ],
    exclude: ["**/node_modules/**", "core/**/*.torture.test.ts", "core/execution/brokers/**"],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      provider: "v8",
      include: [
        "core/risk/gates/*.ts",
        "core/risk/{clearance,judge,gate,order-hash}.ts",
        "core/execution/{lifecycle,doubt,positions,lots,same-order}.ts",
        "operations/orders/place-order.ts",
      ],
      reporter: ["text", "json-summary"],
      reportsDirectory: "reports/coverage",
      thresholds: {
        "core/risk/**": { branches: 100 },
        "core/execution/**": { branches: 95 },
      },
    },
  },
});
