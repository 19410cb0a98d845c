/** How a part of the process is. */
export interface ComponentHealth {
  /** stopped: it does not run, and started again it might. failed: it runs, tries on, and does not succeed. */
  status: "ok" | "warning" | "failed" | "stopped";
  detail: string;
}

/** A part that is started, watched and stopped by the integrator. */
export interface Component {
  readonly name: string;
  /** Starts, or starts again after it died. */
  start(): Promise<void>;
  health(): ComponentHealth;
  /** Finishes what is under way and stops; called once. */
  stop(): Promise<void>;
}
