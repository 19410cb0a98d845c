import { describe, expect, it } from "vitest";
import { replyTo } from "./testing/conversation.ts";
import { SILENT } from "./testing/fixed-desk.ts";

describe("an answer whose vendor is down", () => {
  it.each([
    "what is exxon at",
    "quote KO and XOM",
    "how did exxon do this year",
    "compare exxon and coke this year",
    "any news on exxon",
  ])("says so: %s", (sentence) => {
    expect(replyTo(sentence).answer).toContain(SILENT.warning);
  });

  it.each(["what is coke at", "any news on apple"])("and says nothing of it elsewhere: %s", (sentence) => {
    expect(replyTo(sentence).answer).not.toContain("does not answer");
  });
});
