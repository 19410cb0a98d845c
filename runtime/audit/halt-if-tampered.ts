import { contextFor, halt, systemActor } from "#operations";
import type { Settings } from "../config/environment.ts";
import type { BuiltDesk } from "../desk.ts";
import { Auditor } from "./auditor.ts";

/** Before anything is sent: an audit that is not what was signed stops the desk until people have looked at it. */
export async function haltIfTampered(
  built: Pick<BuiltDesk, "desk" | "log" | "account">,
  settings: Settings,
): Promise<void> {
  const { desk, log, account } = built;
  const report = await new Auditor(desk.db, desk.clock, settings.audit).verify();
  if (report.intact) return;
  const found = report.broken
    ? `entry ${report.broken.seq}: ${report.broken.reason}`
    : (report.faults[0] ?? "the checkpoints cannot be believed");
  log.error({ report }, "the audit is not what was signed");
  const reason = `The audit is not what was signed outside the database (${found}).`;
  await halt.perform(contextFor(desk, systemActor("guardian")), { account: account.name, reason });
}
