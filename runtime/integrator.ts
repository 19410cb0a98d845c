import type { Logger, PartHealth } from "#operations";
import type { Component } from "./components/component.ts";

export interface IntegratorTimings {
  /** Pause before the first restart, ms; doubled for each one after it. */
  pauseMs: number;
  /** The longest such pause, ms. */
  maxPauseMs: number;
  /** How often the parts are looked at, ms. */
  watchMs: number;
  /** How long one part may take to finish what is under way, ms. */
  stopMs: number;
}

const TIMINGS: IntegratorTimings = { pauseMs: 250, maxPauseMs: 30_000, watchMs: 1_000, stopMs: 10_000 };
/** Tries to start a part when the desk starts, and restarts of one that dies later before it is given up. */
const START_ATTEMPTS = 4;
const MAX_RESTARTS = 8;
/** Looks in a row that find a restarted part alive before its restarts are forgotten. */
const CALM_LOOKS = 30;

interface Watched {
  component: Component;
  restarts: number;
  calmLooks: number;
  /** When a dead part may be started again, ms since epoch. */
  dueAt: number;
}

/** Starts components in order, restarts those that die, tells how they are, and stops them in the opposite order. */
export class Integrator {
  readonly #components: readonly Component[];
  readonly #log: Logger;
  readonly #timings: IntegratorTimings;
  readonly #watched: Watched[] = [];
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();

  constructor(components: readonly Component[], log: Logger, timings: Partial<IntegratorTimings> = {}) {
    this.#components = components;
    this.#log = log;
    this.#timings = { ...TIMINGS, ...timings };
  }

  /** @throws what the first component that cannot start throws; those before it are stopped again */
  async start(): Promise<void> {
    for (const component of this.#components) {
      try {
        await this.#startOne(component);
        this.#watched.push({ component, restarts: 0, calmLooks: 0, dueAt: 0 });
      } catch (error) {
        await this.stop();
        throw error;
      }
    }
    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.#look());
    }, this.#timings.watchMs);
  }

  /** How each part is, in the order they start. */
  health(): PartHealth[] {
    return this.#components.map((component) => {
      const { status, detail } = component.health();
      const restarts = this.#watched.find((part) => part.component === component)?.restarts ?? 0;
      if (status !== "stopped")
        return {
          name: component.name,
          status: status === "ok" && restarts > 0 ? "warning" : status,
          detail: restarts > 0 ? `${detail} (restarts: ${restarts})` : detail,
        };
      const isGivenUp = restarts >= MAX_RESTARTS;
      return {
        name: component.name,
        status: "failed",
        detail: isGivenUp ? `given up after ${restarts} restarts: ${detail}` : detail,
      };
    });
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.#looking;
    for (const { component } of this.#watched.splice(0).reverse()) await this.#stopOne(component);
  }

  async #stopOne(component: Component): Promise<void> {
    const late = new Promise<"late">((resolve) => setTimeout(resolve, this.#timings.stopMs, "late").unref());
    const ended = await Promise.race([component.stop(), late]).catch((error: unknown) => {
      this.#log.warn({ err: error, component: component.name }, "a part stopped badly");
    });
    if (ended === "late") this.#log.warn({ component: component.name }, "a part did not stop in time");
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
        await new Promise((resolve) => setTimeout(resolve, this.#pauseAfter(attempt)));
      }
    }
  }

  /** Starts again what has died. A part whose rounds fail is alive: it slows down and tries on by itself. */
  async #look(): Promise<void> {
    for (const part of this.#watched) {
      if (part.component.health().status !== "stopped") {
        part.calmLooks++;
        if (part.calmLooks >= CALM_LOOKS) part.restarts = 0;
      } else if (part.restarts < MAX_RESTARTS && Date.now() >= part.dueAt) await this.#restart(part);
    }
  }

  async #restart(part: Watched): Promise<void> {
    const { component } = part;
    part.calmLooks = 0;
    part.restarts++;
    part.dueAt = Date.now() + this.#pauseAfter(part.restarts);
    try {
      await component.start();
      this.#log.warn(
        { component: component.name, restarts: part.restarts },
        "a part had died; started again",
      );
    } catch (error) {
      const isLast = part.restarts >= MAX_RESTARTS;
      this.#log.error(
        { err: error, component: component.name, restarts: part.restarts },
        isLast ? "a dead part could not be started; given up" : "a dead part could not be started",
      );
    }
  }

  #pauseAfter(attempt: number): number {
    return Math.min(this.#timings.maxPauseMs, this.#timings.pauseMs * 2 ** attempt);
  }
}
