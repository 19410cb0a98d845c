import { join } from "node:path";
import { fileJournal } from "#core/execution/brokers";
import { OperatorError } from "#core/model";
import { audit, fills, orders } from "#db";
import { checkBooks } from "./books/check-books.ts";
import { brokerBooks } from "./books/invariant.ts";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { buildDesk } from "./desk.ts";

/** Prints every invariant of the books with what breaks it; exits 1 when one is broken, 2 when it cannot look. */
try {
  process.exitCode = (await check()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.parts.what} ${error.parts.why} ${error.parts.fix}\n`);
  process.exitCode = 2;
}

async function check(): Promise<boolean> {
  const settings = { ...readSettings(), logLevel: "silent" as const };
  const config = loadConfig(settings.configFile);
  if (config.account.broker !== "simulation") throw brokerElsewhere(config.account.broker);
  const built = await buildDesk({ settings, config, join: true });
  try {
    const { db } = built.database;
    const broker = brokerBooks(fileJournal(join(settings.home, "broker", "books.jsonl")).load());
    const findings = await checkBooks({ db, broker });
    for (const { id, proves, violations } of findings) {
      process.stdout.write(
        `${violations.length === 0 ? "ok      " : "violated"} ${id.padEnd(4)} ${proves}\n`,
      );
      for (const line of violations) process.stdout.write(`              ${line}\n`);
    }
    const broken = findings.filter(({ violations }) => violations.length > 0);
    const over = [
      `${await db.$count(orders)} orders`,
      `${await db.$count(fills)} fills`,
      `${await db.$count(audit)} audit entries`,
      `${broker.accepted.length} orders at the broker`,
    ];
    process.stdout.write(
      `${findings.length - broken.length} of ${findings.length} invariants hold over ${over.join(", ")}\n`,
    );
    return broken.length === 0;
  } finally {
    await built.database.close();
  }
}

function brokerElsewhere(broker: string): OperatorError {
  return new OperatorError("BOOKS_ELSEWHERE", "conflict", {
    what: `This account trades through ${broker}, whose books are not here.`,
    why: "The invariants are checked against the simulated broker's own journal.",
    fix: "Read the health of the desk: its reconciler compares our books with the broker's every 30 seconds.",
  });
}
