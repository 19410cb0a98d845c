import { describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { BudgetSpentError, RequestBudget } from "./request-budget.ts";

const START = "2026-11-24T15:00:00.000Z";
const headers = (remaining: number, more: Record<string, string> = {}) =>
  new Headers({
    "x-ratelimit-limit": "200",
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(Date.parse("2026-11-24T15:01:00Z") / 1_000),
    ...more,
  });

describe("the request budget", () => {
  it("keeps 30 % of a window for cancels and look-ups", () => {
    const clock = new ManualClock(START);
    const budget = new RequestBudget(clock);
    budget.learn(200, headers(61));
    budget.take("order");
    expect(() => budget.take("order")).toThrow(BudgetSpentError);
    for (let call = 0; call < 60; call++) budget.take("safety");
    expect(() => budget.take("safety")).toThrow(BudgetSpentError);
    clock.set("2026-11-24T15:01:00Z");
    expect(() => budget.take("order")).not.toThrow();
  });

  it("believes the broker's count before its own: others use the same key", () => {
    const budget = new RequestBudget(new ManualClock(START));
    budget.learn(200, headers(150));
    budget.learn(200, headers(60));
    expect(() => budget.take("order")).toThrow("15:01:00");
  });

  it.each([
    ["Retry-After", headers(0, { "retry-after": "20" }), "2026-11-24T15:00:20.000Z"],
    ["the window's end without one", headers(0), "2026-11-24T15:01:00.000Z"],
    ["five seconds when nothing is said", new Headers(), "2026-11-24T15:00:05.000Z"],
  ])("stays closed after a 429 until %s", (_case, said, until) => {
    const clock = new ManualClock(START);
    const budget = new RequestBudget(clock);
    budget.learn(429, said);
    expect(() => budget.take("safety")).toThrow(until);
    clock.set(until);
    expect(budget.closedUntilMs).toBeNull();
  });

  it("does not read a count that is none", () => {
    const budget = new RequestBudget(new ManualClock(START));
    budget.learn(200, new Headers({ "x-ratelimit-remaining": "lots", "x-ratelimit-reset": "-1" }));
    expect(() => budget.take("order")).not.toThrow();
  });
});
