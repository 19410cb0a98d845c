import type { Actor, Desk } from "#operations";

/** What the tools of one agent in one turn work with. Made anew for every turn, so nothing leaks between people. */
export interface ToolSession {
  desk: Desk;
  /** The person whose conversation it is; tools act with less than their powers. */
  person: Actor;
  agent: string;
  traceId: string;
  /** Ids of texts from outside that were read on this thread; grows as tools bring more. */
  taint: Set<string>;
  /**
   * Counts one tool call against the turn's ceiling.
   *
   * @throws OperatorError TOOL_CALLS_USED_UP
   */
  spend(): void;
}
