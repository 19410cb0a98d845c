import { join } from "node:path";
import { readSettings } from "./config/environment.ts";
import { haltFlagAt } from "./halt-flag.ts";

/**
 * Halts trading from the terminal, whatever else is down: the flag file first, which stops the executor of this
 * home at once, then the record in the database, if it answers in time. Exits 0 when both stand, 3 when only the
 * flag does.
 *
 * argv: the reason, in words
 */
const ONLY_THE_FLAG = 3;
/** How long the database may take, ms. */
const PATIENCE_MS = 20_000;

const reason = process.argv.slice(2).join(" ").trim() || "Halted from the terminal";
const settings = { ...readSettings(), logLevel: "silent" as const };
const flag = join(settings.home, "HALT");
haltFlagAt(flag).set(true, reason);
process.stdout.write(`Halted. The flag stands (${flag}); nothing is sent from here while it does.\n`);

let late: NodeJS.Timeout | undefined;
try {
  // Loaded only now: the flag must not wait for thousands of modules, and on a busy machine the database not for them.
  const { recordHalt } = await import("./record-halt.ts");
  late = setTimeout(
    () => onlyTheFlag(`The database did not answer within ${PATIENCE_MS / 1000} s.`),
    PATIENCE_MS,
  );
  const { killEpoch } = await recordHalt(settings, reason);
  process.stdout.write(
    `Recorded as kill epoch ${killEpoch}: unsent orders are void, open ones are being canceled, and no approval or clearance given before counts.\nTo trade again, a risk-admin resumes in the app or with npm run -s op -- resume '{"reason":"…"}'.\n`,
  );
} catch (error) {
  onlyTheFlag(error instanceof Error ? error.message : String(error));
}
clearTimeout(late);

function onlyTheFlag(why: string): never {
  process.stderr.write(
    `It could not be recorded: ${why}\nThe desk records it, and cancels what is open, as soon as its database answers. Until then the flag holds.\n`,
  );
  process.exit(ONLY_THE_FLAG);
}
