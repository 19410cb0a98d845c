// Where tests find a Postgres server of their own: TEST_DATABASE_URL, or what scripts/services started.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./install.mjs";

/** @returns {string | undefined} */
export function testServer() {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  const services = join(ROOT, "scripts/services");
  if (spawnSync(services, ["status"]).status !== 0) return undefined;
  const said = spawnSync(services, ["env"], { encoding: "utf8" }).stdout;
  return /^DATABASE_URL=(.*)$/m.exec(said)?.[1];
}
