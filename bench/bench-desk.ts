import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ManualClock } from "#core/model";
import { type BuiltDesk, buildDesk, Config, readSettings } from "#runtime";

/** One rich account, so that a bench's thousand orders do not run out of money. */
const CONFIG = {
  server: {},
  account: { name: "paper", environment: "sim", cash: "900000000" },
  market: { seed: 7 },
  components: ["executor"],
};

/** A Tuesday in New York, half an hour after the opening. */
const NOW = "2026-11-24T15:00:00.000Z";

/** A desk like the product's, in a folder of its own that goes with it. */
export async function openBenchDesk(
  databaseUrl: string | null,
): Promise<{ built: BuiltDesk; clock: ManualClock; close(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), "bench-"));
  const clock = new ManualClock(NOW);
  const settings = { ...readSettings({}), home, databaseUrl, logLevel: "silent" as const };
  const built = await buildDesk({ settings, config: Config.parse(CONFIG), clock });
  return {
    built,
    clock,
    async close() {
      await built.database.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
