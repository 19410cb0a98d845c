import { readSettings } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import { buildDesk } from "../desk.ts";
import { Executor } from "../executor.ts";
import { executorSeat } from "../executor-seat.ts";
import { brokerAt } from "./shared-broker.ts";

/** How an executor's process is to live; the only argument, as JSON. */
export interface ExecutorChild {
  brokerUrl: string;
  leaseMs: number;
  /** Once, at this step of the order path, it gets this signal. */
  signal: { at: string; name: "SIGKILL" | "SIGSTOP" } | null;
}

/** Between two rounds, ms. */
const ROUND_MS = 40;

/** An executor in a process of its own: tells on stdout when it holds the seat, under which number, and when not. */
const life = JSON.parse(process.argv[2] ?? "{}") as ExecutorChild;
const settings = readSettings();
const built = await buildDesk({ settings, config: loadConfig(settings.configFile) });
let isSignaled = false;
const desk = {
  ...built.desk,
  crashpoint: (name: string) => {
    if (name !== life.signal?.at || isSignaled) return;
    isSignaled = true;
    process.kill(process.pid, life.signal.name);
    // The whole process stands still within this time, and goes on after it.
    for (const end = performance.now() + 20; performance.now() < end; );
  },
};
const seat = executorSeat(built.database.url, life.leaseMs);
const executor = new Executor(desk, brokerAt(life.brokerUrl, built.account.cash), {
  account: built.account.name,
  seat,
  timings: { answerMs: 1_000, minLooks: 3, minLookMs: 300 },
});
let said = "";
for (;;) {
  const now = await round();
  if (now !== said) process.stdout.write(`${now}\n`);
  said = now;
  await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
}

async function round(): Promise<string> {
  try {
    await seat.hold();
    await executor.round();
    return `holds ${seat.fence}`;
  } catch (error) {
    return `waits ${(error as { code?: string }).code ?? String(error)}`;
  }
}
