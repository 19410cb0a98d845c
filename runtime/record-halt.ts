import { contextFor, halt, personActor } from "#operations";
import type { Settings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { buildDesk } from "./desk.ts";

/** Writes a halt into the database as the local owner. @throws what opening the database throws */
export async function recordHalt(settings: Settings, reason: string): Promise<{ killEpoch: number }> {
  const config = loadConfig(settings.configFile);
  const built = await buildDesk({ settings, config, join: true });
  try {
    const owner = personActor(built.owner, "terminal");
    return await halt.perform(contextFor(built.desk, owner), { account: config.account.name, reason });
  } finally {
    await built.database.close();
  }
}
