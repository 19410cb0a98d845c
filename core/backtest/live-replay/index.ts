export { type LiveReplay, runLiveReplay } from "./run-live-replay.ts";
