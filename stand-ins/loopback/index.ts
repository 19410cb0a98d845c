export { type LoopbackServer, readBody, serveOnLoopback } from "./serve-on-loopback.ts";
