import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openChatModels, readModelConfig } from "#agents";
import type { Collector } from "#core/market-data";
import { ChatService } from "#graph";
import {
  contextFor,
  escalateApprovals,
  expireApprovals,
  forgetOldTicks,
  guardDrawdown,
  markPositions,
  systemActor,
} from "#operations";
import { createAuth, type ServerDeps } from "#server";
import { Auditor } from "./audit/auditor.ts";
import { collectArticles } from "./collect-articles.ts";
import { collectFigures } from "./collect-figures.ts";
import { collectorParts } from "./collecting/collector.ts";
import type { Component } from "./components/component.ts";
import { Periodic } from "./components/periodic.ts";
import { WebServer } from "./components/web-server.ts";
import type { ComponentName, Config, ScheduledTask } from "./config/config.ts";
import type { Settings } from "./config/environment.ts";
import { enabledVendors } from "./config/vendor-keys.ts";
import type { BuiltDesk } from "./desk.ts";
import { HaltWatch } from "./halt-watch.ts";
import { EventTail } from "./live-events.ts";
import { openSlackFace } from "./slack.ts";
import { Slicer } from "./slicer.ts";
import { StudyLab } from "./studies/study-lab.ts";
import { threadsOf } from "./studies/threads.ts";
import { tellQuotes } from "./tell-quotes.ts";
import { openTrading, type Trading } from "./trading.ts";
import { openVendors } from "./vendors.ts";

/** A whole desk in one process, built but not started. */
export interface DeskProcess {
  components: Component[];
  trading: Trading;
  chat: ChatService;
  ownerLink(): Promise<string>;
  close(): Promise<void>;
}

const UI_FOLDER = fileURLToPath(new URL("../dist/chat-ui", import.meta.url));
/** Rounds of the parts that wait for work; a commit wakes them earlier. */
const ROUND_MS = {
  executor: 500,
  orderDesk: 2_000,
  dispatcher: 500,
  bookkeeper: 500,
  slicer: 1_000,
  cards: 1_000,
  quotes: 1_000,
} as const;

/** Builds every configured part and hands each what it needs. Only here are all the pieces known. */
export async function buildProcess(
  built: BuiltDesk,
  config: Config,
  settings: Settings,
): Promise<DeskProcess> {
  const { desk, database } = built;
  // Who sends no order holds no broker's books.
  const brokerFolder = config.components.includes("executor") ? join(settings.home, "broker") : null;
  const trading = await openTrading(built, { brokerFolder });
  const chat = new ChatService(
    desk,
    openChatModels(readModelConfig(process.env), desk.clock),
    trading.checkpoints,
  );
  const auditor = new Auditor(desk.db, desk.clock, settings.audit);
  const isAsking = config.components.includes("collector");
  const vendors = isAsking ? openVendors({ config, settings, clock: desk.clock, log: built.log }) : new Map();
  built.showVendors(() =>
    [...vendors.values()].map((collector: Collector) => ({
      name: collector.name,
      source: collector.source,
      note: collector.note,
      health: collector.health(),
    })),
  );
  const auth = createAuth({ db: desk.db, publicUrl: desk.publicUrl, secret: built.secret });
  built.handSignInLinks(auth.signInLink);
  const tail = new EventTail(desk);
  const parts: Record<ComponentName, () => Component[]> = {
    ...workers(built, trading, tail, new HaltWatch(desk, config.account.name)),
    collector: () => collectorParts(built, config, settings, vendors),
    scheduler: () => schedules(built, config, auditor),
    studies: () => [studyLab(built, config)],
    server: () => [
      webServer(built, config, settings, { auth, chat, live: tail }),
      periodic(built, "quotes", ROUND_MS.quotes, () => tellQuotes(built)),
    ],
    slack: () => slackFace(built, config, settings),
  };
  await chat.closeOrphans(database.kind === "embedded");
  return {
    components: config.components.flatMap((name) => parts[name]()),
    trading,
    chat,
    ownerLink: () => auth.signInLink(built.owner.email),
    async close() {
      await chat.close();
      await trading.close();
      if (config.components.includes("scheduler")) await auditor.sign("stop");
      await database.close();
    },
  };
}

const periodic = (
  built: BuiltDesk,
  name: string,
  everyMs: number,
  round: () => Promise<number>,
  leave?: () => void,
): Periodic =>
  new Periodic({ name, everyMs, log: built.log, round: async () => `last round: ${await round()}`, leave });

/** The parts that wait for work; every commit wakes those that may have some. */
function workers(
  built: BuiltDesk,
  trading: Trading,
  tail: EventTail,
  haltWatch: HaltWatch,
): Record<"executor" | "order-desk" | "dispatcher" | "bookkeeper" | "slicer", () => Component[]> {
  const dispatcher = periodic(built, "dispatcher", ROUND_MS.dispatcher, () => trading.dispatcher.round());
  const sendAndMatch = async () => {
    await haltWatch.round();
    await trading.seat.hold();
    const sent = await trading.executor.round();
    await trading.broker.tick();
    return sent;
  };
  const executor = periodic(built, "executor", ROUND_MS.executor, sendAndMatch, () =>
    trading.executor.leave(),
  );
  const orderDesk = periodic(built, "order-desk", ROUND_MS.orderDesk, () => trading.orderDesk.sweep());
  const bookkeeper = periodic(built, "bookkeeper", ROUND_MS.bookkeeper, () => tail.round());
  const slices = new Slicer(built.desk);
  const slicer = periodic(built, "slicer", ROUND_MS.slicer, () => slices.round());
  built.onCommitted(() => {
    for (const part of [dispatcher, executor, bookkeeper]) part.nudge();
  });
  return {
    executor: () => [brokerPart(trading), executor],
    "order-desk": () => [orderDesk],
    dispatcher: () => [dispatcher],
    bookkeeper: () => [bookkeeper],
    slicer: () => [slicer],
  };
}

/** What searches parameters, woken when a study is started or resumed. */
function studyLab(built: BuiltDesk, config: Config): StudyLab {
  const lab = new StudyLab(built.desk, {
    threads: threadsOf(config),
    isAlone: built.database.kind === "embedded",
  });
  built.onCommitted(() => lab.nudge());
  return lab;
}

/** The way to the broker, to be seen among the parts; it is opened and closed with the trading. */
const brokerPart = ({ broker }: Trading): Component => ({
  name: "broker",
  start: () => Promise.resolve(),
  health: () => broker.health(),
  stop: () => Promise.resolve(),
});

/** The bot and the delivery of its cards; nothing where Slack is not configured. */
function slackFace(built: BuiltDesk, config: Config, settings: Settings): Component[] {
  if (!settings.slack) return [];
  const face = openSlackFace(built.desk, config.account.name, settings.slack, settings.publicUrl);
  const cards = periodic(built, "slack-cards", ROUND_MS.cards, () => face.notices.round());
  built.onCommitted(() => cards.nudge());
  return [face.component, cards];
}

/** The work of the clock, one part for each schedule. */
function schedules(built: BuiltDesk, config: Config, auditor: Auditor): Component[] {
  const { desk, market } = built;
  const tasks: Record<ScheduledTask, () => Promise<number>> = {
    expireApprovals: async () =>
      (await expireApprovals.perform(contextFor(desk, systemActor("orderDesk")), {})).approvalIds.length,
    escalateApprovals: async () =>
      (await escalateApprovals.perform(contextFor(desk, systemActor("orderDesk")), {})).approvalIds.length,
    signAudit: () => auditor.sign("interval"),
    markPositions: async () => {
      const account = { account: config.account.name };
      const { marked } = await markPositions.perform(contextFor(desk, systemActor("executor")), account);
      const { moved } = await guardDrawdown.perform(contextFor(desk, systemActor("guardian")), account);
      return marked + (moved ? 1 : 0);
    },
    // Made-up news about instruments whose prices are real would move real decisions.
    collectArticles: async () =>
      enabledVendors(config).length > 0 ? 0 : collectArticles(desk, market, config.market.newsDay),
    collectFigures: () => collectFigures(desk, config),
    forgetOldTicks: async () => {
      const ctx = contextFor(desk, systemActor("collector"));
      const { deleted } = await forgetOldTicks.perform(ctx, config.market.keepDays);
      return Object.values(deleted).reduce((sum, count) => sum + count, 0);
    },
  };
  return config.schedules.map((schedule) =>
    periodic(built, `schedule:${schedule.do}`, schedule.every, tasks[schedule.do]),
  );
}

function webServer(
  { desk, market, feed }: BuiltDesk,
  config: Config,
  settings: Settings,
  doors: Pick<ServerDeps, "auth" | "chat" | "live">,
): WebServer {
  return new WebServer(
    {
      desk,
      ...doors,
      feed,
      publicUrl: desk.publicUrl,
      webhookSecret: settings.webhookSecret,
      account: config.account,
      dataSources: market.sources,
      uiFolder: existsSync(join(UI_FOLDER, "index.html")) ? UI_FOLDER : null,
    },
    config.server.host,
    settings.port ?? config.server.port,
  );
}
