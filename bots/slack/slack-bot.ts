import { App, type Logger as BoltLogger, LogLevel, webApi } from "@slack/bolt";
import type { Logger } from "#operations";
import { CardBoard } from "./card-board.ts";
import { hearClicks, type ListenerDeps } from "./clicks.ts";
import { hearCommands } from "./commands.ts";
import { Connection } from "./connection.ts";
import type { SlackDesk } from "./desk-door.ts";
import { Once } from "./once.ts";
import { SlackFailure, slackFailure } from "./slack-failure.ts";
import { UnderWay } from "./under-way.ts";

export interface SlackSettings {
  botToken: string;
  appToken: string;
  /** Id of the channel the cards go to. */
  channel: string;
  /** Another Slack than slack.com, ending in /api/; null for the real one. */
  apiUrl: string | null;
}

export interface SlackHealth {
  status: "ok" | "warning";
  detail: string;
}

/** How long one call may take. Trying again is the business of whoever owes the work. */
const CALL_MS = 10_000;

interface Identity {
  teamId: string;
  botId: string;
  botUserId: string;
}

/** The desk's face in Slack: cards that are kept current, buttons and commands that are heard once. */
export class SlackBot {
  readonly #board: CardBoard;
  readonly #connection: Connection;
  readonly #web: webApi.WebClient;
  readonly #underWay = new UnderWay();
  #identity: Identity | null = null;
  /** What last kept a card from being shown; null once one was. */
  #cardTrouble: string | null = null;

  constructor(desk: SlackDesk, settings: SlackSettings, log: Logger, callMs = CALL_MS) {
    const boltLogger = quietLogger(log);
    const clientOptions: webApi.WebClientOptions = {
      ...(settings.apiUrl && { slackApiUrl: settings.apiUrl }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: callMs,
      logger: boltLogger,
    };
    this.#web = new webApi.WebClient(settings.botToken, clientOptions);
    this.#board = new CardBoard(desk, this.#web, settings.channel);
    this.#connection = new Connection({
      appToken: settings.appToken,
      clientOptions,
      boltLogger,
      log,
      onConnecting: () => this.#learnWhoWeAre(),
    });
    const app = new App({
      receiver: this.#connection.receiver,
      logger: boltLogger,
      clientOptions,
      authorize: async () => ({ botToken: settings.botToken, ...this.#identity }),
    });
    app.error(async (error) => log.warn({ err: error }, "a message from Slack could not be answered"));
    const deps: ListenerDeps = {
      desk,
      web: this.#web,
      once: new Once(desk),
      underWay: this.#underWay,
      log,
      teamId: () => this.#identity?.teamId ?? null,
    };
    hearClicks(app, deps);
    hearCommands(app, deps);
  }

  /** Begins to connect; never waits for Slack. */
  start(): void {
    this.#connection.start();
  }

  health(): SlackHealth {
    const { isUp, detail } = this.#connection;
    return isUp && this.#cardTrouble !== null
      ? { status: "warning", detail: this.#cardTrouble }
      : { status: isUp ? "ok" : "warning", detail };
  }

  /** Shows a card for an approval. @throws SlackFailure when it has to be tried again */
  announce(approvalId: string): Promise<void> {
    return this.#watched(this.#board.announce(approvalId));
  }

  /** Redraws the card about an approval, a proposal or an order. @throws SlackFailure when it has to be tried again */
  refresh(about: string): Promise<void> {
    return this.#watched(this.#board.refresh(about));
  }

  /** Waits until everything heard so far has been dealt with. */
  idle(): Promise<void> {
    return this.#underWay.ended();
  }

  async stop(): Promise<void> {
    await this.#connection.stop();
    await this.idle();
  }

  async #watched(work: Promise<void>): Promise<void> {
    try {
      await work;
      this.#cardTrouble = null;
    } catch (error) {
      this.#cardTrouble =
        error instanceof SlackFailure ? `${error.parts.what} ${error.parts.fix}` : String(error);
      throw error;
    }
  }

  async #learnWhoWeAre(): Promise<void> {
    if (this.#identity) return;
    try {
      const {
        team_id: teamId = "",
        bot_id: botId = "",
        user_id: botUserId = "",
      } = await this.#web.auth.test();
      this.#identity = { teamId, botId, botUserId };
    } catch (error) {
      throw slackFailure("auth.test", error);
    }
  }
}

/** Bolt's words in our log, one level lower: what matters of them is said by us. */
function quietLogger(log: Logger): BoltLogger {
  const say = (...words: unknown[]) => log.debug({ from: "bolt" }, words.map(String).join(" ").slice(0, 500));
  return {
    debug: () => {},
    info: say,
    warn: say,
    error: say,
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
