import type { Logger } from "#operations";
import type { Component, ComponentHealth } from "./components/component.ts";

/** Tries to start one component, and the pause before the next try, doubled each time. */
const START_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
/** How long a component may take to finish what is under way. */
const STOP_MS = 10_000;

/** Starts components in order, tells how they are, and stops them in the opposite order. */
export class Integrator {
  readonly #components: readonly Component[];
  readonly #log: Logger;
  readonly #started: Component[] = [];

  constructor(components: readonly Component[], log: Logger) {
    this.#components = components;
    this.#log = log;
  }

  /** @throws what the first component that cannot start throws; those before it are stopped again */
  async start(): Promise<void> {
    for (const component of this.#components) {
      try {
        await this.#startOne(component);
        this.#started.push(component);
      } catch (error) {
        await this.stop();
        throw error;
      }
    }
  }

  health(): Record<string, ComponentHealth> {
    return Object.fromEntries(this.#components.map((component) => [component.name, component.health()]));
  }

  async stop(): Promise<void> {
    for (const component of this.#started.splice(0).reverse()) {
      const late = new Promise<"late">((resolve) => setTimeout(resolve, STOP_MS, "late").unref());
      const ended = await Promise.race([component.stop(), late]).catch((error: unknown) => {
        this.#log.warn({ err: error, component: component.name }, "a part stopped badly");
      });
      if (ended === "late") this.#log.warn({ component: component.name }, "a part did not stop in time");
    }
  }

  async #startOne(component: Component): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await component.start();
        this.#log.info({ component: component.name }, "started");
        return;
      } catch (error) {
        const lasting = error instanceof Error && "kind" in error && error.kind === "conflict";
        if (attempt >= START_ATTEMPTS || lasting) throw error;
        this.#log.warn({ err: error, component: component.name, attempt }, "could not start; trying again");
        await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt));
      }
    }
  }
}
