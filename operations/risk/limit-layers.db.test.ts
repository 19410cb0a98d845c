import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, equityDays, positions } from "#db";
import {
  type Actor,
  contextFor,
  getLimits,
  guardDrawdown,
  judgeOrder,
  listControls,
  personActor,
  proposeOrder,
  reportLimits,
  restrictInstrument,
  reviewStrategy,
  shadowLimit,
  systemActor,
  tightenLimits,
} from "#operations";
import { openScene, type Scene } from "../../graph/scene.ts";
import { loosenLimits } from "./loosen-limits.ts";
import { overrideLimits } from "./override-limits.ts";
import { resume } from "./resume.ts";

const MINUTE_MS = 60_000;
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const as = (actor: Actor) => contextFor(scene.desk, actor);
const tess = () => as(scene.person("tess"));
const ben = () => as(scene.person("ben"));
const cleo = () => as(personActor({ id: "per_cleo", name: "cleo", role: "risk-admin" }, "web"));
const guardian = () => as(systemActor("guardian"));

/** What the gates say of so many Apples at about 100, as ids of the controls that refuse. */
async function refusalsOf(quantity: string): Promise<string[]> {
  scene.clock.advance(2 * MINUTE_MS);
  const { id } = await proposeOrder.perform(tess(), { symbol: "AAPL", side: "buy", quantity });
  const verdict = await judgeOrder.perform(as(systemActor("orderDesk")), { proposalId: id });
  return verdict.refusals.map((refusal) => refusal.id);
}

const SMALLER = { maxOrderNotionalUsd: "600" };
const SYMBOL = { level: "symbol", key: "apple" } as const;

describe("layers of limits", () => {
  it("hold one name to less than the account, set by one person", async () => {
    expect(await refusalsOf("7")).toEqual([]);
    const changed = await tightenLimits.perform(tess(), { ...SYMBOL, changes: SMALLER, reason: "too wild" });
    expect(changed).toMatchObject({
      version: 1,
      limits: { maxOrderNotionalUsd: "25000" },
      layer: { level: "symbol", key: "AAPL", limits: SMALLER, setBy: ["per_tess"], endsAt: null },
    });
    expect(await refusalsOf("7")).toEqual(["C08"]);
    expect(await refusalsOf("5")).toEqual([]);
  });

  it("refuse a looser number from one person, and one that is there already", async () => {
    const input = { ...SYMBOL, changes: { maxOrderNotionalUsd: "700" }, reason: "calmer" };
    await expect(tightenLimits.perform(tess(), input)).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    await expect(
      tightenLimits.perform(tess(), { ...SYMBOL, changes: SMALLER, reason: "again" }),
    ).rejects.toThrow("already have these values");
  });

  it("take a looser number from two people who ask for exactly the same", async () => {
    const input = { ...SYMBOL, changes: { maxOrderNotionalUsd: "900" }, reason: "calmer now" };
    expect((await loosenLimits.perform(ben(), input)).status).toBe("waiting");
    expect((await loosenLimits.perform(ben(), input)).status).toBe("waiting");
    const elsewhere = { ...input, level: "sector", key: "Technology" } as const;
    expect((await loosenLimits.perform(cleo(), elsewhere)).status).toBe("waiting");
    const applied = await loosenLimits.perform(cleo(), input);
    expect(applied).toMatchObject({ status: "applied", confirmedBy: ["per_ben", "per_cleo"] });
    expect(await refusalsOf("8")).toEqual([]);
  });

  it("name a known key of their level", async () => {
    const wrong = (place: object) =>
      tightenLimits.perform(tess(), { ...place, changes: SMALLER, reason: "why not" });
    await expect(wrong({ level: "symbol", key: "nothing" })).rejects.toThrow("not an instrument");
    await expect(wrong({ level: "sector", key: "Hubris" })).rejects.toThrow("name one of Technology");
    await expect(wrong({ level: "global", key: "x" })).rejects.toThrow("leave the key out");
    await expect(wrong({ level: "strategy" })).rejects.toThrow("name the strategy");
    await expect(wrong({ level: "account", key: "other" })).rejects.toThrow("leave the key out");
  });
});

describe("an override", () => {
  it("takes two people, holds until its end, and then is gone by itself", async () => {
    const input = {
      ...SYMBOL,
      changes: { maxOrderNotionalUsd: "1500" },
      minutes: 30,
      reason: "earnings day",
    };
    expect((await overrideLimits.perform(ben(), input)).status).toBe("waiting");
    expect((await overrideLimits.perform(cleo(), { ...input, minutes: 31 })).status).toBe("waiting");
    const applied = await overrideLimits.perform(cleo(), input);
    expect(applied.version?.layer).toMatchObject({ limits: { maxOrderNotionalUsd: "1500" } });
    expect(await refusalsOf("12")).toEqual([]);
    scene.clock.advance(30 * MINUTE_MS);
    expect(await refusalsOf("12")).toEqual(["C08"]);
  });
});

describe("a restricted name", () => {
  it("is traded by nobody until two risk-admins lift it", async () => {
    const put = (list: string) => ({ symbol: "AAPL", list, reason: "merger talks" });
    expect(await restrictInstrument.perform(tess(), put("restricted"))).toMatchObject({ status: "applied" });
    expect(await refusalsOf("3")).toEqual(["C05"]);
    await expect(restrictInstrument.perform(tess(), put("none"))).rejects.toMatchObject({
      code: "NOT_PERMITTED",
    });
    const first = await restrictInstrument.perform(ben(), put("none"));
    expect(first).toMatchObject({ status: "waiting", list: "restricted" });
    expect(await restrictInstrument.perform(cleo(), put("none"))).toMatchObject({
      status: "applied",
      setBy: ["per_ben", "per_cleo"],
    });
    expect(await refusalsOf("3")).toEqual([]);
  });
});

describe("a limit asked about", () => {
  it("is judged on the facts of then, and nothing changes", async () => {
    const before = await getLimits.perform(tess(), {});
    const seen = await shadowLimit.perform(tess(), { changes: { maxOrderNotionalUsd: "450" } });
    expect(seen).toMatchObject({ notReplayable: 0, isComplete: true, newlyPassed: 0 });
    expect(seen.newlyRefused).toBe(4);
    expect(seen.orders[0]).toMatchObject({ before: "needs-approval", after: "refused" });
    expect(seen.orders.every(({ controls }) => controls.some(({ id }) => id === "C08"))).toBe(true);
    const other = await shadowLimit.perform(tess(), {
      ...{ level: "strategy", key: "momentum" },
      changes: { maxOrderNotionalUsd: "450" },
    });
    expect(other).toMatchObject({ newlyRefused: 0, judgedAgain: seen.judgedAgain });
    const looser = await shadowLimit.perform(tess(), { changes: { maxOrderNotionalUsd: "20000" } });
    expect(looser.newlyPassed).toBe(2);
    expect(await getLimits.perform(tess(), {})).toEqual(before);
  });

  it("is reported with its peak use and the overrides of the time", async () => {
    const report = await reportLimits.perform(tess(), { days: 30 });
    const notional = report.controls.find(({ id }) => id === "C08");
    expect(notional).toMatchObject({ denied: 2, judged: report.verdicts, isTooLoose: false });
    expect(notional?.peakUse).toBeGreaterThan(1);
    expect(report.controls.find(({ id }) => id === "C07")).toMatchObject({ isTooLoose: true });
    expect(report.overrides).toHaveLength(1);
  });

  it("shows how much of it is used", async () => {
    const { utilisation, layers, effective } = await getLimits.perform(tess(), {});
    const used = Object.fromEntries(utilisation.map((use) => [use.limit, use]));
    expect(used.maxOpenOrders).toMatchObject({ used: "0", max: "100", headroom: "100", fraction: 0 });
    expect(used.maxPositionUsd).toMatchObject({ max: "20000", unit: "USD" });
    expect(used.maxVarOfEquity).toBeUndefined();
    expect(layers.map(({ level }) => level)).toEqual(["symbol"]);
    expect(effective.maxOrderNotionalUsd).toBe("25000");
    const { controls } = await listControls.perform(tess(), {});
    expect(controls.find(({ id }) => id === "C08")).toMatchObject({
      defaults: [
        { limit: "maxOrderNotionalUsd", value: "25000" },
        { limit: "maxOrderNotionalOfEquity", value: "0.25" },
      ],
    });
  });

  it("of autonomy begins anew when a person has looked", async () => {
    const input = { strategy: "system:strategist", note: "looked at the week's trades" };
    expect(await reviewStrategy.perform(as(scene.person("ana")), input)).toMatchObject({
      reviewedBy: "per_ana",
    });
  });
});

describe("drawdown protection", () => {
  const lose = (cash: string) =>
    scene.desk.db.update(accounts).set({ cash }).where(eq(accounts.account, "paper"));
  const guard = () => guardDrawdown.perform(guardian(), {});

  it("does nothing while the account stands where it stood", async () => {
    expect(await guard()).toEqual({ state: "ACTIVE", moved: false });
  });

  it("counts positions that ended at a loss, and after four in a row opens nothing for a day", async () => {
    let realisedPnl = 0;
    const end = async (result: number) => {
      realisedPnl += result;
      scene.clock.advance(MINUTE_MS);
      const flat = { account: "paper", symbol: "KO", markedAt: scene.clock.now(), source: "simulated" };
      const set = { realisedPnl: String(realisedPnl) };
      await scene.desk.db
        .insert(positions)
        .values({ ...flat, ...set })
        .onConflictDoUpdate({ target: [positions.account, positions.symbol], set });
      await guard();
      await guard();
    };
    for (const result of [-5, -6, -7]) await end(result);
    expect(await refusalsOf("3")).toEqual([]);
    await end(-1);
    expect(await refusalsOf("3")).toEqual(["C43"]);
    await end(2);
    expect(await refusalsOf("3")).toEqual([]);
  });

  it("reduces at two per cent of a day, halts at three, and never moves back up", async () => {
    await lose("98000");
    expect(await guard()).toEqual({ state: "REDUCING", moved: true });
    expect(await guard()).toEqual({ state: "REDUCING", moved: false });
    expect(await refusalsOf("3")).toEqual(["C01", "C41"]);
    await lose("97000");
    expect(await guard()).toEqual({ state: "HALTED", moved: true });
    expect(scene.desk.haltFlag()).toBe(true);
    await lose("100000");
    expect(await guard()).toEqual({ state: "HALTED", moved: false });
  });

  it("does not impose again what a person lifted the same day, but its gates go on refusing", async () => {
    await lose("97000");
    await resume.perform(ben(), { reason: "looked into it" });
    expect(await guard()).toEqual({ state: "REDUCING", moved: false });
    scene.clock.advance(15 * MINUTE_MS);
    await resume.perform(ben(), { reason: "goes on" });
    expect(await guard()).toEqual({ state: "ACTIVE", moved: false });
    expect(await refusalsOf("3")).toEqual(["C41"]);
  });

  it("keeps the day's high and low", async () => {
    const [day] = await scene.desk.db.select().from(equityDays);
    expect(day).toMatchObject({ high: "100000.000000", low: "97000.000000", protection: "HALTED" });
  });
});
