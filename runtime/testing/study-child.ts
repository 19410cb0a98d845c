import { openDatabase } from "#db";
import { labDesk } from "../../operations/strategies/testing/lab-desk.ts";
import { StudyLab } from "../studies/study-lab.ts";

/** How long a process that was killed is waited for, ms. */
const LEASE_MS = 600;

/** One process that works on studies until it is killed; it tells once that it has begun. */
const database = await openDatabase({ url: process.env.DATABASE_URL ?? "", folder: null, poolSize: 3 });
const lab = new StudyLab(labDesk(database).desk, { threads: 0, isAlone: false, leaseMs: LEASE_MS });
await lab.start();
process.stdout.write("works\n");
process.once("SIGTERM", async () => {
  await lab.stop();
  await database.close();
});
