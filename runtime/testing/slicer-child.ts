import { randomOf } from "#core/market-data";
import { type Execution, ManualClock } from "#core/model";
import { contextFor, operationNamed, personActor } from "#operations";
import { readSettings } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import { buildDesk } from "../desk.ts";
import { Slicer } from "../slicer.ts";
import { openTrading } from "../trading.ts";
import type { OrderChild } from "./order-child.ts";

/** What one life is to do; its wishes are inputs of proposeExecution. */
export interface SlicerChild extends Omit<OrderChild, "brokerFolder"> {
  /** What its clock shows when it begins; left out where nothing is worked. */
  at?: string;
}

const FIRST = "2026-11-24T14:59:00.000Z";

/** Time that passes between two looks, ms, and looks of one life at most. */
const STEP_MS = 10_000;
const MAX_LOOKS = 300;

/**
 * One life of a process that works orders in slices, for crash tests. It has them approved, and works on with two
 * slicers at once until every execution has ended and its cost is stored, or a crash point kills it. Its clock is told
 * on stdout, so that the next life can go on from there.
 */
const life = JSON.parse(process.argv[2] ?? "{}") as SlicerChild & OrderChild;
const clock = new ManualClock(life.at ?? FIRST);
const settings = readSettings();
const config = loadConfig(settings.configFile);
const built = await buildDesk({
  settings,
  clock,
  config: { ...config, flows: config.flows.filter((flow) => flow.do === "advanceOrder") },
});
const trading = await openTrading(built, {
  brokerFolder: life.brokerFolder,
  faults: life.faults,
  random: randomOf(life.seed),
  timings: { answerMs: 100, minLooks: 3, minLookMs: 200 },
});
const owner = personActor(built.owner, "terminal");
const perform = async <T>(name: string, input: object, actor = owner): Promise<T> =>
  (await operationNamed(name).perform(contextFor(built.desk, actor), input)) as T;
const invited = { name: "Ann", email: "ann@desk.example", role: "approver" as const };
const { person } = await perform<{ person: { id: string } }>("invitePerson", invited);
const ann = personActor({ ...invited, id: person.id }, "web");

for (const wish of life.wishes) await perform("proposeExecution", wish);
const slicers = [new Slicer(built.desk), new Slicer(built.desk)];
for (let looks = 0; looks < MAX_LOOKS; looks++) {
  process.stdout.write(`${clock.now().toISOString()}\n`);
  await trading.settle(1_000);
  await trading.orderDesk.sweep();
  await approveAll();
  await Promise.all(slicers.map((slicer) => slicer.round()));
  const { executions } = await perform<{ executions: Execution[] }>("listExecutions", { limit: 100 });
  if (executions.every(({ startedAt, endedAt, shortfall }) => endedAt && (shortfall || !startedAt))) break;
  clock.advance(STEP_MS);
}
await trading.close();
await built.database.close();

async function approveAll(): Promise<void> {
  const { approvals } = await perform<{ approvals: { request: { id: string } }[] }>("listApprovals", {
    limit: 100,
  });
  for (const { request } of approvals)
    await perform("decideApproval", { approvalId: request.id, decision: "approve" }, ann);
}
