import { AIMessageChunk, HumanMessage } from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { AGENT_TOOLS } from "#tools";
import { OfflineOperator } from "./offline-operator.ts";
import { NOW, replyTo } from "./testing/conversation.ts";

const TOOLS = AGENT_TOOLS.decision.map(({ name, description }) => ({
  type: "function" as const,
  function: { name, description, parameters: {} },
}));
const operator = () => new OfflineOperator({ clock: new ManualClock(NOW) }).bindTools(TOOLS);
const asked = (text: string) => [new HumanMessage({ content: text, id: "m1" })];

/** A stream as its pieces, and as the whole they add up to. */
async function streamed(text: string) {
  const pieces: AIMessageChunk[] = [];
  for await (const piece of await operator().stream(asked(text))) pieces.push(piece as AIMessageChunk);
  return {
    pieces,
    whole: pieces.slice(1).reduce((sum, piece) => sum.concat(piece), pieces[0] ?? new AIMessageChunk("")),
  };
}

describe("the offline operator as a chat model", () => {
  it("streams an answer word by word, and the words add up to the answer", async () => {
    const { pieces, whole } = await streamed("buy apple");
    expect(pieces.length).toBeGreaterThan(10);
    expect(whole.text).toBe((await operator().invoke(asked("buy apple"))).text);
    expect(whole.usage_metadata?.output_tokens).toBeGreaterThan(0);
  });

  it("streams tool calls whole, the same each time", async () => {
    const { whole } = await streamed("buy 3 apple");
    const again = await operator().invoke(asked("buy 3 apple"));
    expect(whole.tool_calls).toEqual(again.tool_calls);
    expect(whole.tool_calls).toMatchObject([
      { name: "propose_order", args: { symbol: "AAPL", quantity: "3" } },
    ]);
  });

  it("stops when it is told to", async () => {
    const signal = AbortSignal.abort();
    await expect(operator().invoke(asked("buy 3 apple"), { signal })).rejects.toThrow();
  });
});

describe("an answer", () => {
  it("says where prices come from and that the account is paper", () => {
    expect(replyTo("what is apple at").answer).toContain("simulated data");
    expect(replyTo("buy 3 apple").answer).toMatch(/PAPER.*simulated price/);
    expect(replyTo("show my positions").answer).toContain("PAPER");
    expect(replyTo("backtest 20/50 on the index").answer).toContain("sample data");
  });

  it("warns of luck before it shows where to put money", () => {
    const { answer } = replyTo("tune the sma cross on the index");
    expect(answer).toContain("treat the tuned figure as luck");
    expect(answer.indexOf("luck")).toBeLessThan(answer.indexOf("put $500"));
    expect(answer).toContain("It lost money on the bars the search did not see.");
  });

  it("says which name it took a misspelt one for, and asks when money hangs on it", () => {
    expect(replyTo("appel price").answer).toContain("I took “appel” to mean Apple.");
    expect(replyTo("buy 10 appl").answer).toContain("Do you mean **AAPL**");
  });

  it("repeats what a tool refused, why, and what to do instead", () => {
    expect(replyTo("buy 10 netflix").answer).toContain("There is no instrument called NETFLIX.");
  });

  it("measures an order that is only asked about, and proposes nothing", () => {
    const { answer, calls } = replyTo("could I buy 500 NVDA?");
    expect(answer).toContain("**No:** it would be more than");
    expect(calls.map(({ name }) => name)).not.toContain("propose_order");
  });

  it("gives an order the words it was asked in, over several turns", () => {
    const { calls } = replyTo("buy apple", "10");
    expect(calls[0]?.args.rationale).toBe("Asked in chat: “buy apple … 10”");
  });

  it("says that a changed size leaves the earlier proposal standing", () => {
    expect(replyTo("buy 10 apple", "half of that").answer).toContain("the earlier one still stands");
  });

  it("says plainly who does what it may not do", () => {
    expect(replyTo("approve it").answer).toContain("Approvals");
    expect(replyTo("raise the limit").answer).toContain("two risk-admins");
    expect(replyTo("cancel my order").answer).toContain("Portfolio");
  });
});
