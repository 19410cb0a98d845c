import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where `npm start` serves; `vite` in development forwards the API there. */
const server = process.env.QUARTERDECK_URL ?? "http://127.0.0.1:4300";

export default defineConfig({
  root: here("./chat-ui"),
  plugins: [react(), tailwindcss()],
  build: { outDir: here("./dist/chat-ui"), emptyOutDir: true, manifest: true, target: "es2022" },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: server, ws: true }, "/sign-in": server, "/health": server },
  },
});
