import { parseArgs } from "node:util";
import { OperatorError } from "#core/model";
import { Auditor } from "./audit/auditor.ts";
import { fingerprintOf } from "./audit/signing-key.ts";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { buildDesk } from "./desk.ts";
import { say } from "./terminal.ts";

const USAGE = `npm run verify-audit [-- --key <public key>] [-- --renew-key]

Recomputes the whole audit chain and holds it against every checkpoint signed outside the database.
  --key <public key>   believe only checkpoints that lead back to this key
  --renew-key          hand over to a new signing key; the old one is kept
`;

try {
  const { values } = parseArgs({
    options: { key: { type: "string" }, "renew-key": { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) process.stdout.write(USAGE);
  else await run(values.key ?? null, values["renew-key"] === true);
} catch (error) {
  if (error instanceof OperatorError) say(`${error.parts.what} ${error.parts.why} ${error.parts.fix}`);
  else say(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 1;
}

async function run(pinned: string | null, renews: boolean): Promise<void> {
  const settings = { ...readSettings(), logLevel: "silent" as const };
  const built = await buildDesk({ settings, config: loadConfig(settings.configFile), join: true });
  try {
    const auditor = new Auditor(built.desk.db, built.desk.clock, settings.audit);
    if (renews) {
      const next = await auditor.renewKey();
      say(`New key ${fingerprintOf(next)}: ${next}`);
    }
    const report = await auditor.verify(pinned);
    say(
      `${report.entries} entries, head ${report.head.slice(0, 16)}…, held against ${report.checkpoints} ${report.checkpoints === 1 ? "checkpoint" : "checkpoints"}.`,
    );
    say(`Public key ${fingerprintOf(report.publicKey)}: ${report.publicKey}`);
    for (const fault of report.faults) say(`A checkpoint cannot be believed: ${fault}.`);
    if (report.broken) say(`BROKEN at entry ${report.broken.seq}: ${report.broken.reason}.`);
    say(report.intact ? "Intact." : "NOT INTACT. Halt trading, and keep the files as they are.");
    if (!report.intact) process.exitCode = 1;
  } finally {
    await built.database.close();
  }
}
