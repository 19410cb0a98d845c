export { answerWithFault, FaultQueue, type HttpAnswer, type HttpCall, type HttpFault } from "./faults.ts";
export { seeded } from "./seeded.ts";
export { type LoopbackServer, readBody, serveOnLoopback } from "./serve-on-loopback.ts";
