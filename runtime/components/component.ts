/** How a part of the process is. */
export interface ComponentHealth {
  status: "ok" | "warning" | "failed" | "stopped";
  detail: string;
}

/** A part that is started, watched and stopped by the integrator. */
export interface Component {
  readonly name: string;
  start(): Promise<void>;
  health(): ComponentHealth;
  /** Finishes what is under way and stops; called once. */
  stop(): Promise<void>;
}
