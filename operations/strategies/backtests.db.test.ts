import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BacktestReport } from "#core/model";
import { type OpenDatabase, openDatabase } from "#db";
import { type LabDesk, labDesk } from "./testing/lab-desk.ts";

let opened: OpenDatabase;
let lab: LabDesk;
let quick: BacktestReport;
let slow: BacktestReport;
beforeAll(async () => {
  opened = await openDatabase({ url: null, folder: null });
  lab = labDesk(opened);
  const run = (symbol: string, fast: number, period: number) =>
    lab.ask("runBacktest", {
      strategy: "sma-cross",
      symbol,
      parameters: { fast, slow: period },
      from: "2024-01-01T00:00:00.000Z",
    });
  quick = await run("AAPL", 5, 20);
  slow = await run("Apple", 20, 50);
  await run("MSFT", 20, 50);
});
afterAll(() => opened.close());

describe("stored backtests", () => {
  it("are listed newest first, by instrument and rule", async () => {
    const { backtests } = await lab.ask("listBacktests", { symbol: "apple", strategy: "sma-cross" });
    expect(backtests.map(({ id }) => id).sort()).toEqual([quick.id, slow.id].sort());
    expect(backtests[0]).toMatchObject({ requestedBy: "per_trader", inputs: { symbol: "AAPL" } });
    expect((await lab.ask("listBacktests", { limit: 1 })).backtests).toHaveLength(1);
    expect((await lab.ask("listBacktests", { strategy: "news-sentiment" })).backtests).toEqual([]);
  });

  it("are drawn, printed and compared from what is stored", async () => {
    const charts = await lab.ask("getBacktestCharts", { backtestId: slow.id });
    expect(charts.underwater).toHaveLength(slow.equity.length);
    const { html } = await lab.ask("reportBacktest", { backtestId: slow.id });
    expect(html).toContain("sma-cross on AAPL");
    const compared = await lab.ask("compareBacktests", { backtestIds: [quick.id, slow.id] });
    expect(compared.bars).toBe(slow.equity.length);
    expect(compared.rows.map(({ backtestId }) => backtestId).sort()).toEqual([quick.id, slow.id].sort());
  });

  it("that are not there are told by name, and one is not compared with itself", async () => {
    const missing = { backtestId: "bkt_none" };
    for (const name of ["getBacktest", "getBacktestCharts", "reportBacktest"] as const)
      await expect(lab.ask(name, missing)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const pair = (a: string, b: string) => lab.ask("compareBacktests", { backtestIds: [a, b] });
    await expect(pair(quick.id, "bkt_none")).rejects.toThrow(/bkt_none/);
    await expect(pair(quick.id, quick.id)).rejects.toThrow(/each backtest once/);
  });
});
