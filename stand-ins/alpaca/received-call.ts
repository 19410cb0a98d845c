import type { HttpFault } from "../loopback/index.ts";
import type { Fault } from "./faults.ts";

/** One call as it was received, and how it was answered. */
export interface ReceivedCall {
  method: string;
  path: string;
  /** What was asked of market data is in the query, which stands here too. */
  body: Record<string, unknown>;
  /** The status of the answer, or the fault that met the call. */
  outcome: number | Fault["kind"] | HttpFault["kind"];
}

/** A body as JSON; empty where it is none. */
export function bodyOf(text: string): Record<string, unknown> {
  try {
    return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  } catch {
    return {};
  }
}
