import type { SimulationFaults } from "#core/execution/brokers";
import { randomOf } from "#core/market-data";
import { contextFor, operationNamed, personActor } from "#operations";
import { readSettings } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import { buildDesk } from "../desk.ts";
import { openTrading } from "../trading.ts";

/** Room for every order of a crash test, USD. */
const CASH = "100000000";

/** What one life is to do; the only argument, as JSON. */
export interface OrderChild {
  brokerFolder: string;
  faults: Partial<SimulationFaults>;
  /** Inputs of proposeOrder. */
  wishes: object[];
  /** Input of proposeBasket. */
  basket?: object;
  /** Ask for a cancel of every order that stands at the broker unfilled. */
  cancels: boolean;
  seed: string;
}

/**
 * One life of a trading process, for crash tests: proposes what it is told to, has it approved by two people, and
 * works until nothing is left to do or a crash point kills it. Each proposal it was given is told on stdout.
 */
const life = JSON.parse(process.argv[2] ?? "{}") as OrderChild;
const settings = readSettings();
const config = loadConfig(settings.configFile);
const built = await buildDesk({
  settings,
  config: {
    ...config,
    account: { ...config.account, cash: CASH },
    flows: config.flows.filter((flow) => flow.do === "advanceOrder"),
  },
});
const trading = await openTrading(built, {
  brokerFolder: life.brokerFolder,
  faults: life.faults,
  random: randomOf(life.seed),
  timings: { answerMs: 100, minLooks: 3, minLookMs: 200 },
});

const owner = personActor(built.owner, "terminal");
const perform = (actor: typeof owner, name: string, input: object) =>
  operationNamed(name).perform(contextFor(built.desk, actor), input);
const approvers = await Promise.all(["Ann", "Bob"].map(seat));

// An order whose fate the last life left open keeps new ones in its instrument away.
if (life.wishes.length > 0)
  await settleUntil(async () =>
    (await openOrders()).every(({ state }) => state !== "unknown" && state !== "sending"),
  );
for (const wish of life.wishes) {
  const { id } = (await perform(owner, "proposeOrder", wish)) as { id: string };
  process.stdout.write(`${id}\n`);
}
if (life.basket) {
  const { legs } = (await perform(owner, "proposeBasket", life.basket)) as {
    legs: { proposal: { id: string } }[];
  };
  for (const { proposal } of legs) process.stdout.write(`${proposal.id}\n`);
}
await trading.orderDesk.sweep();
await voteOnAll();
await trading.orderDesk.sweep();
await trading.settle(1_000);
await settleUntil(async () => {
  const open = await openOrders();
  if (life.cancels) await cancelAll(open.filter((order) => order.state === "accepted"));
  return open.length === 0;
});
await trading.close();
await built.database.close();

/** The seat a life before this one gave them, or a new one. */
async function seat(name: string): Promise<typeof owner> {
  const invited = { name, email: `${name.toLowerCase()}@desk.example`, role: "approver" as const };
  const { person } = (await perform(owner, "invitePerson", invited)) as { person: { id: string } };
  return personActor({ ...invited, id: person.id }, "web");
}

/** Works until that is so, or for long enough. */
async function settleUntil(isDone: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 80 && !(await isDone()); round++) {
    await trading.settle(1_000);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function voteOnAll(): Promise<void> {
  const { approvals } = (await perform(owner, "listApprovals", { limit: 100 })) as {
    approvals: { request: { id: string }; proposal: { terms: { quantity: string } } }[];
  };
  for (const { request, proposal } of approvals)
    for (const approver of approvers)
      await perform(approver, "decideApproval", {
        approvalId: request.id,
        decision: "approve",
        typedQuantity: proposal.terms.quantity,
      }).catch(
        // The first yes may have been enough.
        () => {},
      );
}

async function openOrders() {
  const listed = await perform(owner, "listOrders", { status: "open", limit: 500 });
  return (listed as { orders: { clientOrderId: string; state: string; cancelRequestedAt: string | null }[] })
    .orders;
}

async function cancelAll(open: Awaited<ReturnType<typeof openOrders>>): Promise<void> {
  for (const { clientOrderId, cancelRequestedAt } of open)
    if (cancelRequestedAt === null) await perform(owner, "cancelOrder", { clientOrderId });
}
