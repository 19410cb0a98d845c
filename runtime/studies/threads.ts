import { availableParallelism } from "node:os";
import type { Config } from "../config/config.ts";

/** Most threads that are taken unasked. */
const MAX_AUTO = 8;

/** Threads for studies as configured; auto leaves a core to the desk where there is more than one. */
export const threadsOf = ({ lab }: Pick<Config, "lab">): number =>
  lab.threads === "auto" ? Math.max(1, Math.min(MAX_AUTO, availableParallelism() - 1)) : lab.threads;
