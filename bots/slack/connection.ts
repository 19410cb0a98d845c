import { type Logger as BoltLogger, SocketModeReceiver, type webApi } from "@slack/bolt";
import type { Logger } from "#operations";
import { Backoff } from "./backoff.ts";
import { slackFailure } from "./slack-failure.ts";

/** Slack says hello at once; a link without it is given up. */
const HELLO_WITHIN_MS = 15_000;

export interface ConnectionSettings {
  appToken: string;
  clientOptions: webApi.WebClientOptions;
  boltLogger: BoltLogger;
  log: Logger;
  /** Called before each connection is used; what it throws counts as a failed try. */
  onConnecting(): Promise<void>;
}

/**
 * One Socket Mode link, kept up. Bolt's own reconnecting is off: it waits five seconds after every refresh, and a
 * token revoked meanwhile would end the process by an unhandled rejection.
 */
export class Connection {
  readonly receiver: SocketModeReceiver;
  readonly #settings: ConnectionSettings;
  #running: Promise<void> | null = null;
  #stopping = false;
  #wake: (() => void) | null = null;
  #detail = "not started";
  #isUp = false;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
    this.receiver = new SocketModeReceiver({
      appToken: settings.appToken,
      autoReconnectEnabled: false,
      logger: settings.boltLogger,
      installerOptions: { clientOptions: settings.clientOptions },
    });
  }

  /** Begins to connect and returns at once: the desk does not wait for Slack. */
  start(): void {
    this.#stopping = false;
    this.#running = this.#keepUp();
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  get detail(): string {
    return this.#detail;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    if (this.#isUp) await this.receiver.stop();
    await this.#running;
    this.#running = null;
  }

  async #keepUp(): Promise<void> {
    const backoff = new Backoff();
    while (!this.#stopping) {
      try {
        await this.#settings.onConnecting();
        backoff.ended(await this.#holdOneLink());
        this.#detail = "the link ended; connecting again";
      } catch (error) {
        const failure = slackFailure("apps.connections.open", error);
        backoff.failed(failure.retryAfterMs);
        const { failures } = backoff;
        this.#detail = `${failure.parts.what} ${failure.parts.fix}`;
        this.#settings.log.warn({ err: failure, failures }, "Slack cannot be reached; trying again");
      }
      this.#isUp = false;
      if (backoff.pauseMs > 0) await this.#pause(backoff.pauseMs);
    }
    this.#detail = "stopped";
  }

  /** Opens a link and stays with it to its end. @returns how long it was open, ms @throws when it cannot be opened */
  async #holdOneLink(): Promise<number> {
    const { client } = this.receiver;
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
      client.once("disconnected", end);
    });
    try {
      await this.#hello(ended);
      this.#isUp = true;
      this.#detail = "connected";
      if (this.#stopping) await this.receiver.stop();
      const openedAt = performance.now();
      await ended;
      return performance.now() - openedAt;
    } finally {
      client.removeListener("disconnected", end);
    }
  }

  /** @throws when no hello comes */
  async #hello(ended: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(resolve, HELLO_WITHIN_MS, "late");
    });
    const started = this.receiver.start();
    const first = await Promise.race([started, late]).finally(() => clearTimeout(timer));
    if (first !== "late") return;
    started.catch(() => {});
    await this.receiver.stop();
    await ended;
    throw new Error("Slack opened a link and did not say hello");
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#stopping) return resolve();
      const done = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake = done;
    });
  }
}
