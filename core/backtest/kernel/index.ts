export { Kernel, type NamedColumn, type ReplayTrade } from "./kernel.ts";
