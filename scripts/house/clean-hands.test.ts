import { describe, expect, it } from "vitest";
import { ROOT, readSource, sourcesIn } from "./sources.ts";

/** Left-overs that would make a test or a promise hollow. Written apart, so that this file does not find itself. */
const LEFT_OVERS = new RegExp(
  [
    String.raw`\bTO${"DO"}\b`,
    String.raw`\bFIX${"ME"}\b`,
    String.raw`\b(?:it|test|describe)\.on${"ly"}\(`,
    `@ts-ig${"nore"}`,
    `@ts-no${"check"}`,
    `not impl${"emented"}`,
  ].join("|"),
);

describe("clean hands", () => {
  it("no source carries a left-over", () => {
    expect(sourcesIn(ROOT).filter((file) => LEFT_OVERS.test(readSource(ROOT, file)))).toEqual([]);
  });
});
