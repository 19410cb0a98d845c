import type { Focus } from "../understanding/focus.ts";
import type { Request } from "../understanding/request.ts";
import type { Call } from "./thread.ts";

/** One tool call a request needs. */
export interface Step {
  /** Names the step within its request; a later look at the thread finds the answer by it. */
  key: string;
  tool: string;
  args: Record<string, unknown>;
}

/** How far a request has come, read from the thread. */
export interface Progress {
  focus: Focus;
  now: Date;
  /** The person's message as typed. */
  message: string;
  /** The call of one of this request's steps, once it was made. */
  call(key: string): Call | undefined;
  /** All calls of the thread, oldest first. */
  thread: readonly Call[];
}

/**
 * The steps of a request as far as they are known: those already made again, then what comes next. Pure, so that
 * a fresh look at the thread after each tool answer gives the same list, grown by what the answer decides.
 */
export type Script = (request: Request, progress: Progress) => Step[];

/** The answer of a step, read by its schema; undefined while it is missing, failed or of another shape. */
export function answerOf<T>(
  progress: Progress,
  key: string,
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
): T | undefined {
  return schema.safeParse(progress.call(key)?.result).data;
}
