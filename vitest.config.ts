import { defineConfig } from "vitest/config";

// Apart from vite.config.ts, whose root is chat-ui: tests stand beside the code in every room.
export default defineConfig({ test: { exclude: ["**/node_modules/**", "dist/**"] } });
