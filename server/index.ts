export { type Auth, createAuth } from "./auth.ts";
export type { LiveEvent, LiveEvents } from "./live.ts";
export { createApp, listen, type RunningServer, type ServerDeps } from "./server.ts";
export { actorBySlackUser } from "./who-asks.ts";
