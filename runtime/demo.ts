import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CheckResult, ManualClock, OperatorError } from "#core/model";
import {
  type Actor,
  contextFor,
  type OperationName,
  type OperationTypes,
  operationNamed,
  personActor,
  type Role,
} from "#operations";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";
import { say } from "./terminal.ts";
import { openTrading, type Trading } from "./trading.ts";

/** The evening before, and the open at which the order goes out: all prices are real. */
const CLOSE = "2019-06-06T20:00:01.000Z";
const NEXT_OPEN = "2019-06-07T13:30:01.000Z";

const dollars = (value: string | number) =>
  Number(value).toLocaleString("en-US", { style: "currency", currency: "USD" });
const percent = (fraction: number) => `${(fraction * 100).toFixed(1)} %`;

/** A check's figure beside its limit, each with the unit; its reason where there is nothing to measure. */
function figureOf({ name, outcome, figure, limit, unit, reason }: CheckResult): string {
  const isMeasured = figure !== null && limit !== null && /\d/.test(limit);
  if (outcome !== "pass" || !isMeasured) return `${name}: ${reason}`;
  const own = /[%×]/.test(limit) ? "" : ` ${unit}`;
  return `${name}: ${figure} against a limit of ${limit}${own}`;
}

/** The whole road on real S&P 500 bars, with people and gates where they belong. */
class Demo {
  #step = 0;

  constructor(
    readonly built: BuiltDesk,
    readonly trading: Trading,
    readonly clock: ManualClock,
  ) {}

  step(title: string): void {
    say(`\n${String(++this.#step).padStart(2)}. ${title}`);
  }

  async perform<N extends OperationName>(
    actor: Actor,
    name: N,
    input: OperationTypes[N]["input"],
  ): Promise<OperationTypes[N]["output"]> {
    return (await operationNamed(name).perform(
      contextFor(this.built.desk, actor),
      input,
    )) as OperationTypes[N]["output"];
  }

  async invite(owner: Actor, name: string, role: Role): Promise<Actor> {
    const { person } = await this.perform(owner, "invitePerson", {
      name,
      email: `${name.toLowerCase()}@example.com`,
      role,
    });
    return personActor({ id: person.id, name, role }, "web");
  }

  async run(): Promise<void> {
    const owner = personActor(this.built.owner, "terminal");
    const trader = await this.invite(owner, "Tess", "approver");
    const [ann, bob] = [
      await this.invite(owner, "Ann", "approver"),
      await this.invite(owner, "Bob", "approver"),
    ];
    await this.ingest(trader);
    const backtestId = await this.research(trader);
    this.clock.set(NEXT_OPEN);
    await this.refusedOrder(trader);
    const { clientOrderId } = await this.approvedOrder({ trader, ann, bob, backtestId });
    await this.aftermath(trader, owner, clientOrderId);
  }

  async ingest(trader: Actor): Promise<void> {
    this.step("Market data in: real S&P 500 daily bars, as known that evening");
    const { bars, source } = await this.perform(trader, "getBars", { symbol: "S&P 500", limit: 3 });
    for (const bar of bars)
      say(`    ${bar.occurredAt.slice(0, 10)}  close ${bar.close.toFixed(2)}  (${source})`);
    this.step("An article comes in and is read; its words are data, never orders");
    const { article } = await this.perform(trader, "recordArticle", {
      headline: "S&P 500 rallies as rate-cut hopes grow",
      body: "Stocks gained for a third day. Strategists called the move stronger than expected.",
      publisher: "Demo Wire",
      occurredAt: "2019-06-06T18:00:00Z",
      source: "sample",
    });
    const { signals } = await this.perform(trader, "generateSignals", { articleIds: [article.id] });
    for (const signal of signals)
      say(
        `    ${signal.symbol} ${signal.direction}, strength ${signal.strength.toFixed(2)}, confidence ${signal.confidence.toFixed(2)}: ${signal.rationale}`,
      );
  }

  async research(trader: Actor): Promise<string> {
    this.step("Backtest: 20/50 SMA cross since 2010, next-open fills, with costs");
    const report = await this.perform(trader, "runBacktest", {
      strategy: "sma-cross",
      symbol: "SP500",
      parameters: { fast: 20, slow: 50 },
      from: "2010-01-01",
    });
    const { metrics, benchmark } = report;
    say(
      `    total return ${percent(metrics.totalReturn)} (buy and hold ${percent(benchmark.totalReturn)}), Sharpe ${metrics.sharpeRatio?.toFixed(2)}, deepest drawdown ${percent(metrics.maxDrawdown)}, ${metrics.tradeCount} trades`,
    );
    for (const warning of report.warnings) say(`    mind: ${warning}`);
    this.step("Tune it in worker threads, and try the winner on bars the search did not see");
    const sweep = await this.perform(trader, "sweepParameters", {
      strategy: "sma-cross",
      symbol: "SP500",
      from: "2010-01-01",
      grid: { fast: { from: 5, to: 50, step: 5 }, slow: { from: 60, to: 200, step: 20 } },
    });
    say(
      `    ${sweep.trialCount} combinations; best fast ${sweep.best.parameters.fast}, slow ${sweep.best.parameters.slow}: Sharpe ${sweep.best.metrics.sharpeRatio?.toFixed(2)} in the search, ${sweep.bestOutOfSample.sharpeRatio?.toFixed(2)} unseen; luck alone gives ${sweep.expectedMaxSharpeOfLuck.toFixed(2)}`,
    );
    for (const warning of sweep.warnings) say(`    mind: ${warning}`);
    return report.id;
  }

  async refusedOrder(trader: Actor): Promise<void> {
    this.step("Next morning's open. Tess asks for too much, and the gates say no");
    const proposal = await this.perform(trader, "proposeOrder", {
      symbol: "SP500",
      side: "buy",
      quantity: "20",
      rationale: "All in",
    });
    await this.trading.settle(5_000);
    const { verdict } = await this.perform(trader, "getTicket", { proposalId: proposal.id });
    say(`    buy 20 SP500, at worst ${dollars(proposal.worstNotional)}: ${verdict?.decision.toUpperCase()}`);
    for (const refusal of verdict?.refusals ?? [])
      say(`    ✗ ${refusal.id} ${refusal.name}: ${refusal.reason}`);
  }

  async approvedOrder(cast: { trader: Actor; ann: Actor; bob: Actor; backtestId: string }) {
    const { trader, ann, bob, backtestId } = cast;
    this.step("She asks for less. No gate refuses, but this size needs two other people");
    const proposal = await this.perform(trader, "proposeOrder", {
      symbol: "SP500",
      side: "buy",
      quantity: "4",
      rationale: "SMA cross is long",
      causedBy: [backtestId],
    });
    await this.trading.settle(5_000);
    const { verdict, approval } = await this.perform(trader, "getTicket", { proposalId: proposal.id });
    say(
      `    buy 4 SP500, at worst ${dollars(proposal.worstNotional)}, hash ${proposal.orderHash.slice(0, 12)}…: ${verdict?.checks.length} checks`,
    );
    for (const check of verdict?.checks ?? [])
      say(`    ${check.outcome === "pass" ? "✓" : "?"} ${check.id} ${figureOf(check)}`);
    const approvalId = approval?.id ?? "";
    this.step("People decide, each once, on exactly this order, typing its quantity");
    const decisions: [Actor, string][] = [
      [trader, "Tess, who asked"],
      [ann, "Ann"],
      [ann, "Ann, clicking twice"],
      [bob, "Bob"],
    ];
    for (const [person, who] of decisions) {
      try {
        const decided = await this.perform(person, "decideApproval", {
          approvalId,
          decision: "approve",
          orderHash: proposal.orderHash,
          // Two people's size: a click is not enough.
          typedQuantity: proposal.terms.quantity,
        });
        say(`    ${who}: ${decided.approvals.length} of ${decided.quorum} approvals, ${decided.status}`);
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
        say(`    ${who}: refused. ${error.parts.what}`);
      }
    }
    this.step("Judged again, cleared, written, sent once, filled by the simulated broker");
    await this.trading.settle(8_000);
    const { order, fills } = await this.perform(trader, "getTicket", { proposalId: proposal.id });
    if (!order) throw new Error("the approved order was not placed");
    say(`    order ${order.clientOrderId}: ${order.state}`);
    for (const fill of fills)
      say(`    fill ${fill.quantity} at ${fill.price}, fee ${fill.fee} (${fill.source} price)`);
    return order;
  }

  async aftermath(trader: Actor, owner: Actor, clientOrderId: string): Promise<void> {
    this.step("The position, and why we hold it");
    const portfolio = await this.perform(trader, "getPortfolio", {});
    for (const held of portfolio.positions)
      say(
        `    ${held.quantity} ${held.symbol} at ${held.averageCost}; equity ${dollars(portfolio.equity)}, cash ${dollars(portfolio.cash)}`,
      );
    const { chain } = await this.perform(trader, "explainOrder", { clientOrderId });
    for (const link of chain) say(`    ${link.kind.padEnd(9)} ${link.summary}`);
    this.step("The desk remembers, as of then and not before");
    const { memories } = await this.perform(trader, "recall", { query: "why did we buy the S&P 500?" });
    for (const { memory } of memories) say(`    ${memory.text}`);
    const before = await this.perform(trader, "recall", {
      query: "why did we buy the S&P 500?",
      asOf: CLOSE,
    });
    say(`    the evening before: ${before.memories.length === 0 ? "nothing" : "something, which is wrong"}`);
    this.step("The audit chain, recomputed");
    const audit = await this.perform(owner, "verifyAudit", {});
    say(
      `    ${audit.entries} entries, ${audit.intact ? "intact" : `BROKEN at ${audit.brokenAt}`}, head ${audit.head.slice(0, 16)}…`,
    );
    if (!audit.intact || portfolio.positions.length !== 1 || memories.length === 0)
      throw new Error("the road did not lead where it should");
  }
}

const started = performance.now();
say("Quarterdeck demo: one trade down the whole road, on PAPER, with real S&P 500 bars of 2019.");
const settings = {
  ...readSettings(),
  logLevel: "error" as const,
  home: join(tmpdir(), `quarterdeck-demo-${process.pid}`),
};
const clock = new ManualClock(CLOSE);
const config = loadConfig(settings.configFile);
// The people of this demo move the order; the unattended strategy stays out of it.
const flows = config.flows.filter((flow) => flow.do === "advanceOrder" || flow.do === "rememberFill");
const built = await buildDesk({ settings, config: { ...config, flows }, clock, inMemory: true });
const trading = await openTrading(built, { brokerFolder: null });
try {
  await new Demo(built, trading, clock).run();
  say(`\nDone in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
} finally {
  await trading.close();
  await built.database.close();
}
