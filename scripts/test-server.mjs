// Where tests find servers of their own: TEST_DATABASE_URL and TEST_REDIS_URL, or what scripts/services started.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./install.mjs";

/** @returns {string | undefined} */
export function testServer() {
  return process.env.TEST_DATABASE_URL ?? started("DATABASE_URL");
}

/** @returns {string | undefined} */
export function testRedis() {
  return process.env.TEST_REDIS_URL ?? started("REDIS_URL");
}

function started(name) {
  const services = join(ROOT, "scripts/services");
  if (spawnSync(services, ["status"]).status !== 0) return undefined;
  const said = spawnSync(services, ["env"], { encoding: "utf8" }).stdout;
  return new RegExp(`^${name}=(.*)$`, "m").exec(said)?.[1];
}
