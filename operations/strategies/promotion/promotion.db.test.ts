import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PromotionVerdict, StrategyDefinition } from "#core/model";
import { type OpenDatabase, openDatabase, promotions } from "#db";
import { systemActor } from "../../access.ts";
import { bodyOf, type LabDesk, labDesk, saveDraft } from "../testing/lab-desk.ts";

const FROM = "2022-01-01T00:00:00.000Z";
let opened: OpenDatabase;
let lab: LabDesk;
let draft: StrategyDefinition;
beforeAll(async () => {
  opened = await openDatabase({ url: null, folder: null });
  lab = labDesk(opened);
  draft = await saveDraft(lab, "A trend that is none");
});
afterAll(() => opened.close());

const unmet = ({ requirements }: PromotionVerdict) =>
  requirements.filter(({ met }) => !met).map(({ id }) => id);

describe("the promotion of a strategy", () => {
  it("is refused before anything was shown, and says each thing that is missing", async () => {
    const verdict = await lab.ask("judgePromotion", { definitionId: draft.id });
    expect(verdict).toMatchObject({ from: "draft", to: "candidate", passed: false });
    expect(unmet(verdict)).toEqual(
      expect.arrayContaining(["out-of-sample", "deflated-sharpe", "look-ahead", "data-findings", "person"]),
    );
    expect(verdict.requirements.every(({ words }) => words.length > 10)).toBe(true);
  });

  it("rests on a validation, which counts what it was picked from", async () => {
    const report = await lab.ask("validateStrategy", { definitionId: draft.id, from: FROM });
    expect(report.trialCount).toBeGreaterThan(100);
    expect(report.warnings.join(" ")).toMatch(/No study is named/);
    expect(report.walkForward?.windows.length).toBeGreaterThan(3);
    expect(report.criticalFindings).toBe(0);
    expect(await lab.ask("getValidation", { validationId: report.id })).toEqual(report);
    const { definition } = await lab.ask("getDefinition", { definitionId: draft.id });
    expect(definition.validationId).toBe(report.id);
  });

  it("is for people with the standing, and a lucky strategy does not pass even then", async () => {
    const wish = { definitionId: draft.id, note: "Looked at the walk forward." };
    await expect(lab.ask("promoteStrategy", wish)).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    const machine = lab.as({ ...systemActor("strategist"), scopes: new Set(["strategies:promote"]) });
    await expect(machine.ask("promoteStrategy", wish)).rejects.toThrow(/Only a person/);
    const verdict = await lab.person("approver").ask("promoteStrategy", wish);
    expect(verdict.passed).toBe(false);
    expect(unmet(verdict)).not.toContain("person");
    expect(verdict.whatWouldMakeThisLuck.length).toBeGreaterThan(0);
    const { definition } = await lab.ask("getDefinition", { definitionId: draft.id });
    expect(definition.stage).toBe("draft");
    const kept = await opened.db.select().from(promotions).where(eq(promotions.definitionId, draft.id));
    expect(kept).toEqual([expect.objectContaining({ decidedBy: "per_approver", verdict })]);
  });

  it("goes one step at a time, and not from where a strategy was put away", async () => {
    await expect(lab.ask("judgePromotion", { definitionId: draft.id, to: "live" })).rejects.toThrow(
      /one step at a time/,
    );
    const away = await saveDraft(lab, "Put away", bodyOf({ universe: ["MSFT"] }));
    await lab.ask("archiveStrategy", { definitionId: away.id, reason: "A test of it" });
    await expect(lab.ask("judgePromotion", { definitionId: away.id })).rejects.toMatchObject({
      code: "NO_NEXT_STAGE",
    });
  });

  it("tests a definition exactly as it stands", async () => {
    const report = await lab.ask("testStrategy", { definitionId: draft.id, from: FROM });
    expect(report.inputs).toMatchObject({ strategy: "sma-cross", symbol: "AAPL", parameters: { fast: 20 } });
    const { definitions } = await lab.ask("listDefinitions", {});
    expect(definitions[0]).toMatchObject({ id: draft.id, backtestId: report.id, metrics: report.metrics });
  });
});

describe("a strategy on many instruments, with sizing and exits of its own", () => {
  it("is tested and validated on one account, and its look-ahead check is clean", async () => {
    const wide = await saveDraft(
      lab,
      "Two trends",
      bodyOf({
        universe: ["AAPL", "MSFT"],
        sizing: { kind: "volatility-target", annualVolatility: 0.1, lookbackBars: 60, maxLeverage: 1 },
        exits: { stopFraction: 0.1 },
      }),
    );
    const window = { definitionId: wide.id, from: "2024-06-01T00:00:00.000Z" };
    const report = await lab.ask("testStrategy", window);
    expect(report).toMatchObject({ engine: "portfolio", inputs: { universe: ["AAPL", "MSFT"] } });
    expect(new Set(report.trades.map(({ symbol }) => symbol))).toEqual(new Set(["AAPL", "MSFT"]));
    const validation = await lab.ask("validateStrategy", window);
    expect(validation.lookAhead).toMatchObject({ clean: true });
    expect(validation.trialCount).toBeGreaterThan(100);
  });

  it("may be written as an expression, and a slip in it is pointed at", async () => {
    const rule = { enter: "crosses_above(sma(close, 10), sma(close, 30))", exit: "rsi(close, 14) > 70" };
    const written = bodyOf({ kind: "expression", parameters: {}, rule });
    const { id } = await saveDraft(lab, "Written", written);
    const report = await lab.ask("testStrategy", { definitionId: id, from: FROM });
    expect(report.inputs.rule).toEqual(rule);
    const tunable = bodyOf({
      kind: "expression",
      parameters: { quick: 10, steady: 30 },
      rule: { enter: "sma(close, quick) > sma(close, steady)" },
    });
    const draftWithNumbers = await saveDraft(lab, "Written with numbers", tunable);
    const validation = await lab.ask("validateStrategy", { definitionId: draftWithNumbers.id, from: FROM });
    expect(validation.trialCount).toBeGreaterThan(50);
    expect(validation.warnings.join(" ")).toMatch(/No study is named/);
    await expect(
      saveDraft(lab, "Misspelt", { ...written, rule: { enter: "smaa(close, 10) > close" } }),
    ).rejects.toThrow(/smaa/);
  });
});
