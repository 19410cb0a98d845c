import { createApp, listen, type RunningServer, type ServerDeps } from "#server";
import type { Component, ComponentHealth } from "./component.ts";

/** The public door as a component. */
export class WebServer implements Component {
  readonly name = "server";
  #running: RunningServer | null = null;

  constructor(
    readonly deps: ServerDeps,
    readonly host: string,
    readonly wantedPort: number,
  ) {}

  async start(): Promise<void> {
    this.#running = await listen(createApp(this.deps), this.host, this.wantedPort);
  }

  health(): ComponentHealth {
    return this.#running?.isListening()
      ? { status: "ok", detail: `listens on ${this.host}:${this.#running.port}` }
      : { status: "stopped", detail: "does not listen" };
  }

  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = null;
  }
}
