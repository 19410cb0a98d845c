export { seeded } from "./seeded.ts";
export { type LoopbackServer, readBody, serveOnLoopback } from "./serve-on-loopback.ts";
