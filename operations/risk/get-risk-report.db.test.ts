import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { marketOf, simulatedMarket, sp500Sample } from "#core/market-data";
import { ManualClock, RiskLimits } from "#core/model";
import { accounts, insertLimits, openDatabase, people, positions, proposals } from "#db";
import {
  contextFor,
  type Desk,
  judgeOrder,
  personActor,
  placeOrder,
  previewOrder,
  proposeOrder,
  systemActor,
} from "../index.ts";
import { quietDesk } from "../testing/quiet-desk.ts";
import { getRiskReport } from "./get-risk-report.ts";

/** Tuesday, half an hour after the opening in New York. */
const NOW = "2026-11-24T15:00:00.000Z";
let database: Awaited<ReturnType<typeof openDatabase>>;
let desk: Desk;

beforeAll(async () => {
  database = await openDatabase({ url: null, folder: null });
  const clock = new ManualClock(NOW);
  desk = quietDesk(database.db, clock, marketOf([simulatedMarket(7), sp500Sample()]));
  await seed();
});
afterAll(() => database.close());

/** "paper" holds Apple and Coca-Cola beside $88,000 in cash, "index" one unit of the S&P 500, "empty" cash alone. */
async function seed(): Promise<void> {
  const at = desk.clock.now();
  await desk.db.transaction(async (tx) => {
    const set = { reason: "first limits", setBy: ["setup"], setAt: at.toISOString() };
    await insertLimits(tx, { version: 1, limits: RiskLimits.parse({}), ...set }, { loosened: false });
    const account = (name: string, cash: string) => ({
      account: name,
      environment: "sim",
      stateChangedAt: at,
      cash,
      equityAtOpen: "100000",
      openedOn: "2026-11-24",
      limitsVersion: 1,
      source: "simulated",
    });
    await tx
      .insert(people)
      .values({ id: "per_tess", name: "Tess", email: "tess@desk.example", role: "trader" });
    await tx
      .insert(accounts)
      .values([account("paper", "88000"), account("index", "95000"), account("empty", "100000")]);
    const position = (name: string, symbol: string, quantity: string, markPrice: string) => ({
      account: name,
      symbol,
      quantity,
      averageCost: markPrice,
      realisedPnl: "0",
      markPrice,
      markedAt: at,
      source: "simulated",
    });
    await tx
      .insert(positions)
      .values([
        position("paper", "AAPL", "80", "100"),
        position("paper", "KO", "100", "40"),
        position("index", "SP500", "1", "5000"),
      ]);
  });
}

const tess = () => contextFor(desk, personActor({ id: "per_tess", name: "tess", role: "trader" }, "web"));
const ask = (input: object = {}) => getRiskReport.perform(tess(), input);
const figure = (report: Awaited<ReturnType<typeof ask>>, method: string, confidence: number) =>
  report.tailRisk.figures.find((one) => one.method === method && one.confidence === confidence);

describe("previewOrder", () => {
  const preview = (order: object) => previewOrder.perform(tess(), { account: "paper", ...order });
  const shift = ({ effect }: Awaited<ReturnType<typeof preview>>, k: number) =>
    Number(effect.exposures[k]?.after) - Number(effect.exposures[k]?.before);

  it("shows every check and what a purchase would leave, and writes nothing down", async () => {
    const bought = await preview({ symbol: "Apple", side: "buy", quantity: "10" });
    expect(bought.verdict.checks.length).toBeGreaterThan(20);
    expect(bought.effect.exposures.map(({ name }) => name)).toEqual([
      "AAPL",
      "sector Technology",
      "gross exposure",
      "net exposure",
    ]);
    expect(bought.effect.exposures[0]).toMatchObject({ before: "8000", beforeOfEquity: 0.08 });
    for (const k of [0, 1, 2, 3]) expect(shift(bought, k)).toBeCloseTo(Number(bought.worstNotional), 6);
    const { before, after } = bought.effect.valueAtRisk;
    expect(after).toBeGreaterThan(before ?? Number.NaN);
    expect(await desk.db.select().from(proposals)).toEqual([]);
  });

  it("shows that a sale of half a position takes half its exposure and some risk away", async () => {
    const sold = await preview({ symbol: "KO", side: "sell", quantity: "50" });
    expect(sold.effect.exposures[0]).toMatchObject({ before: "4000", after: "2000" });
    expect(shift(sold, 2)).toBeCloseTo(-2000, 6);
    expect(sold.effect.valueAtRisk.after).toBeLessThan(sold.effect.valueAtRisk.before ?? Number.NaN);
  });

  it("says which gate would refuse, with figure and limit", async () => {
    const { verdict } = await preview({ symbol: "MSFT", side: "buy", quantity: "9000" });
    expect(verdict.decision).toBe("refused");
    expect(verdict.checks.find(({ id }) => id === "C07")).toMatchObject({
      outcome: "deny",
      figure: "9000",
      limit: "5000",
    });
  });
});

describe("getRiskReport", () => {
  it("sums exposures up by name and sector, as dollars and as shares of equity", async () => {
    const { exposures, equity } = await ask();
    expect(equity).toBe("100000");
    expect(exposures.total).toMatchObject({ gross: "12000", net: "12000", grossOfEquity: 0.12 });
    expect(exposures.bySector.map(({ name, gross }) => [name, gross])).toEqual([
      ["Technology", "8000"],
      ["Staples", "4000"],
    ]);
    expect(exposures.byOrigin).toMatchObject([{ name: "not from an order", gross: "12000" }]);
    expect(exposures.factors.map(({ value }) => value === null)).toEqual([false, false, true]);
  });

  it("measures a day's risk by three methods that tell one story, and splits it without a rest", async () => {
    const report = await ask({ confidence: 0.99 });
    const parametric = figure(report, "parametric", 0.99)?.varUsd ?? Number.NaN;
    const drawn = figure(report, "monte-carlo", 0.99);
    expect(report.tailRisk).toMatchObject({ observations: 250, windowDays: 250, to: "2026-11-23" });
    expect(Math.abs((drawn?.varUsd ?? 0) - parametric)).toBeLessThan(3 * (drawn?.standardErrorUsd ?? 0));
    expect(report.tailRisk.components.reduce((sum, part) => sum + part.varUsd, 0)).toBeCloseTo(parametric, 9);
    for (const { varUsd, cvarUsd } of report.tailRisk.figures)
      expect(cvarUsd ?? Number.NaN).toBeGreaterThanOrEqual(varUsd ?? Number.NaN);
    expect(report.warnings[0]).toContain("simulated");
  });

  it("puts the worst scenario first and says what each assumes", async () => {
    const { stress } = await ask({
      scenarios: [{ name: "tech halves", shocks: [{ on: "sector", sector: "technology", change: -0.5 }] }],
    });
    const losses = stress.map(({ lossUsd }) => lossUsd);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    expect(stress.find(({ name }) => name === "tech halves")).toMatchObject({
      lossUsd: 4000,
      ofEquity: 0.04,
    });
    expect(stress.find(({ name }) => name === "every name −20 %")?.lossUsd).toBeCloseTo(2400, 9);
    expect(stress.map(({ name }) => name)).toContain("October 2008");
    expect(stress.every(({ assumption }) => assumption.length > 0)).toBe(true);
  });

  it("says how long selling takes, twice as long at half the share of the volume", async () => {
    const [fast, slow] = [await ask({ participation: 0.1 }), await ask({ participation: 0.05 })];
    expect(slow.liquidity.days).toBeCloseTo(2 * (fast.liquidity.days ?? Number.NaN), 12);
  });

  it("is zero, not NaN, for an account of cash alone", async () => {
    const report = await ask({ account: "empty" });
    expect(report.tailRisk.figures.map(({ varUsd }) => varUsd)).toEqual(new Array(6).fill(0));
    expect(report.stress.every(({ lossUsd }) => lossUsd === 0)).toBe(true);
    expect(report.liquidity.days).toBe(0);
    expect(report.exposures.total.gross).toBe("0");
  });

  it("says why there is no figure where the history is too short, and gives none", async () => {
    const report = await ask({ windowDays: 60 });
    expect(figure(report, "historical", 0.95)?.varUsd).toBeGreaterThan(0);
    expect(figure(report, "historical", 0.99)).toMatchObject({
      varUsd: null,
      cvarUsd: null,
      missing: "60 outcomes are too few for a risk at 99 %.",
    });
    const early = await ask({ asOf: "2015-03-01T00:00:00.000Z" });
    expect(early.tailRisk.figures.every(({ varUsd }) => varUsd === null)).toBe(true);
    expect(early.warnings.join(" ")).toContain("of the 250 daily returns asked for are known");
  });

  it("sees only what was known at the instant asked for", async () => {
    const before = await ask({ asOf: "2019-06-03T00:00:00.000Z" });
    expect((before.tailRisk.to ?? "") < "2019-06-03").toBe(true);
    expect(before.stress.map(({ name }) => name)).not.toContain("March 2020");
    expect(await ask({ asOf: "2019-06-03T00:00:00.000Z" })).toEqual(before);
  });

  it("lets the ETF stand in for the index, whose bars end in 2020, and says so", async () => {
    const report = await ask({ account: "index" });
    expect(figure(report, "historical", 0.99)?.varUsd).toBeGreaterThan(0);
    expect(report.exposures.factors[0]?.value).toBeCloseTo(0.05, 9);
    expect(report.warnings.join(" ")).toContain("SP500 has no bars after April 2020");
    expect(report.liquidity.days).toBeNull();
  });

  it.each([
    ["an unknown account", { account: "nobody" }, 'no account "nobody"'],
    [
      "an unknown sector",
      { scenarios: [{ name: "x", shocks: [{ on: "sector", sector: "Crypto", change: -0.5 }] }] },
      '"Crypto" is not a sector',
    ],
    [
      "an unknown company",
      { scenarios: [{ name: "x", shocks: [{ on: "symbol", symbol: "Enron", change: -0.5 }] }] },
      '"Enron" is not an instrument',
    ],
    [
      "a fall below nothing",
      { scenarios: [{ name: "x", shocks: [{ on: "market", change: -1.5 }] }] },
      "scenarios.0.shocks.0.change",
    ],
  ])("refuses %s and says what to do", async (_name, input, message) => {
    await expect(ask(input)).rejects.toThrow(message);
  });

  it("counts an open order as bought at its limit, under whoever wished for it", async () => {
    const draft = { account: "paper", symbol: "MSFT", side: "buy", quantity: "1", type: "market" };
    const proposal = await proposeOrder.perform(tess(), { ...draft, rationale: "a test" });
    const orderDesk = contextFor(desk, systemActor("orderDesk"));
    await judgeOrder.perform(orderDesk, { proposalId: proposal.id });
    await placeOrder.perform(orderDesk, { proposalId: proposal.id });
    const { exposures } = await ask();
    const worst = Number(proposal.worstNotional);
    expect(Number(exposures.total.gross)).toBeCloseTo(12_000 + worst, 6);
    expect(exposures.byOrigin.map(({ name }) => name)).toEqual(["not from an order", "people"]);
    expect(Number(exposures.byOrigin[1]?.gross)).toBeCloseTo(worst, 6);
  });
});
