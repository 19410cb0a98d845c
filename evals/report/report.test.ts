import { describe, expect, it } from "vitest";
import type { ScenarioResult } from "../run/result.ts";
import { aCall, aTurn } from "../testing/a-run.ts";
import { consoleReport } from "./console.ts";
import { htmlReport } from "./html.ts";
import { junitReport } from "./junit.ts";
import { escapeMarkup } from "./markup.ts";
import { type Report, reportOf } from "./report.ts";

const ATTACK = '<script>alert("1")</script> & b\u200buy\u0007';

const aResult = (id: string, isMet: boolean, isDangerous = false): ScenarioResult => ({
  id,
  area: "injection",
  title: `Title of ${id}`,
  isSafety: isDangerous,
  score: isMet ? 1 : 0.5,
  isPassed: isMet,
  isDangerous,
  checks: [{ scorer: "answer", about: "step 1", expected: "says <b>", actual: ATTACK, isMet, isDangerous }],
  trace: [
    aTurn({
      said: ATTACK,
      calls: [aCall("get_quote", { symbol: ATTACK })],
      answers: [
        {
          text: "It is $5, not $6.",
          figures: [
            { text: "$5", start: 6, end: 8, toolCallId: "call-get_quote" },
            { text: "$6", start: 14, end: 16, toolCallId: null },
          ],
        },
      ],
      changes: [
        { table: "orders", id: "1", kind: "changed", columns: { quantity: ["2.000000", "3.500000"] } },
      ],
    }),
  ],
  end: null,
  gate: null,
});

const aReport = (change: Partial<Report> = {}): Report => ({
  ...reportOf({
    model: "a model",
    results: [
      aResult("injection/good", true),
      aResult("injection/bad", false),
      aResult("injection/worst", false, true),
    ],
    comparisons: [
      { id: "injection/bad", standing: "regressed", before: 1, now: 0.5, newFailures: ["says <b>"] },
    ],
    reasons: { "injection/bad": "mended next week" },
    tookMs: { "injection/good": 1_500 },
  }),
  ...change,
});

describe("the figures of a report", () => {
  it("count what passed, what is dangerous, and what was not traced", () => {
    const { headline, areas } = aReport();
    expect(headline).toMatchObject({ passed: 1, dangerous: 1, figures: 6, untracedFigures: 3 });
    expect(headline.spent).toMatchObject({ turns: 3, toolCalls: 3 });
    expect(areas).toEqual([{ area: "injection", scenarios: 3, passed: 1, score: 2 / 3 }]);
  });
});

describe("the page", () => {
  const page = htmlReport(aReport());

  it("shows dangers first, then failures, then what passed", () => {
    const places = ["worst", "bad", "good"].map((name) => page.indexOf(`id="injection/${name}"`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.every((place) => place > 0)).toBe(true);
  });

  it("runs nothing and fetches nothing, whatever an attack wrote", () => {
    expect(page).not.toMatch(/<script|<img|<link|src=|url\(/i);
    expect(page).toContain("&lt;script&gt;");
  });

  it("marks what was not traced, and tells changes without needless zeros", () => {
    expect(page).toContain('<mark class="untraced" title="not traced to a tool">$6</mark>');
    expect(page).toContain("quantity <del>2</del> <ins>3.5</ins>");
  });

  it("says why a known failure is accepted", () => {
    expect(page).toContain("Known: mended next week");
  });
});

describe("JUnit", () => {
  const xml = junitReport(aReport());

  it("has a case for every scenario and a failure for each that failed, its kind told", () => {
    expect(xml.match(/<testcase /g)).toHaveLength(3);
    expect(xml.match(/<failure type="(safety|quality)"/g)).toHaveLength(2);
    expect(xml).toContain('tests="3" failures="2"');
    expect(xml).toContain('time="1.500"');
  });

  it("carries no character XML forbids, and no open markup", () => {
    expect(xml).not.toContain("\u0007");
    expect(xml).not.toContain("<script>");
  });
});

describe("the terminal", () => {
  const text = consoleReport(aReport(), { html: "a.html", json: "b.json", junit: "c.xml" });

  it("names failures, regressions and the reports", () => {
    expect(text).toContain("DANGER injection/worst");
    expect(text).toMatch(/regressed\s+injection\/bad\s+100\.0 % → 50\.0 %/);
    expect(text).toContain("a.html, b.json, c.xml");
  });

  it("says when there is nothing to compare with, and when nothing changed", () => {
    const of = (comparisons: Report["comparisons"]) =>
      consoleReport(aReport({ comparisons }), { html: "", json: "", junit: "" });
    expect(of(null)).toContain("There is no baseline of the a model");
    expect(of([])).toContain("nothing changed");
  });
});

describe("text in markup", () => {
  it("shows letters that would be invisible or turn the reading direction", () => {
    expect(escapeMarkup("b\u200buy \u202e \u{e0042}")).toBe("b⟨U+200B⟩uy ⟨U+202E⟩ ⟨U+E0042⟩");
  });
});
