export { type Averages, Kernel, type ReplayTrade } from "./kernel.ts";
