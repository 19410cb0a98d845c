import { ManualClock } from "#core/model";
import { contextFor, operationNamed, personActor, type Role } from "#operations";
import { createApp, createAuth } from "#server";
import { readSettings } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import { buildDesk } from "../desk.ts";
import { EventTail } from "../live-events.ts";
import { buildProcess } from "../process.ts";

/** A desk in memory with its doors, on a Tuesday in New York half an hour after the opening. */
export const NOW = "2026-11-24T15:00:00.000Z";

/** Stands for the socket of a request that comes by none: whoever asks has an address. */
export const SOCKET = { incoming: { socket: { remoteAddress: "127.0.0.1" } } };

export async function openServedDesk() {
  const config = { ...loadConfig("quarterdeck.yaml"), components: ["bookkeeper" as const] };
  const settings = { ...readSettings({}), logLevel: "silent" as const };
  const clock = new ManualClock(NOW);
  const built = await buildDesk({ settings, config, clock, inMemory: true });
  const desk = await buildProcess(built, config, settings);
  const app = createApp({
    desk: built.desk,
    auth: createAuth({ db: built.desk.db, publicUrl: built.desk.publicUrl, secret: built.secret }),
    chat: desk.chat,
    live: new EventTail(built.desk),
    feed: built.feed,
    publicUrl: built.desk.publicUrl,
    account: config.account,
    dataSources: built.market.sources,
    uiFolder: null,
  });
  const keyFor = async (role: Role): Promise<string> => {
    const owner = contextFor(built.desk, personActor(built.owner, "terminal"));
    const wish = { name: role, personId: built.owner.id, role };
    return ((await operationNamed("createApiKey").perform(owner, wish)) as { key: string }).key;
  };
  return { built, app, clock, keyFor, close: () => desk.close() };
}
export type ServedDesk = Awaited<ReturnType<typeof openServedDesk>>;
