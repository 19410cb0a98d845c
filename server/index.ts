export { type Auth, createAuth } from "./auth.ts";
export { listen, type RunningServer } from "./listen.ts";
export type { LiveEvent, LiveEvents } from "./live.ts";
export { type MarketFeed, TICK_KINDS, type Tick, type TickKind } from "./market/market-feed.ts";
export { signatureOf } from "./routes/webhooks.ts";
export { createApp, type ServerDeps } from "./server.ts";
export { actorBySlackUser } from "./who-asks.ts";
