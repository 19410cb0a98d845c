import { describe, expect, it, vi } from "vitest";
import { Periodic } from "./periodic.ts";

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

describe("a part that works in rounds", () => {
  it("shows a failing round as a warning, five in a row as failed, and a good one as well again", async () => {
    const seen: string[] = [];
    let failures = 0;
    const part = new Periodic({
      name: "a",
      everyMs: 1,
      log: silent,
      round: async () => {
        seen.push(part.health().status);
        if (failures++ < 5) throw new Error("the database is away");
        return "well";
      },
    });
    await part.start();
    await vi.waitFor(() => expect(part.health()).toEqual({ status: "ok", detail: "well" }));
    await part.stop();
    expect(seen.slice(1, 7)).toEqual(["warning", "warning", "warning", "warning", "failed", "ok"]);
  });

  it("says how often it failed, and why", async () => {
    const part = new Periodic({
      name: "a",
      everyMs: 5_000,
      log: silent,
      round: () => Promise.reject(new Error("the database is away")),
    });
    await part.start();
    await vi.waitFor(() => expect(part.health().detail).toBe("1 failed in a row: the database is away"));
    await part.stop();
    expect(part.health().status).toBe("stopped");
  });

  it.each([
    ["well", 0, 900_000],
    ["failing", 3, 900_000],
  ])(
    "keeps its own time when that is longer than a pause after failures: %s",
    async (_name, failures, everyMs) => {
      vi.useFakeTimers();
      let rounds = 0;
      const part = new Periodic({
        name: "slow",
        everyMs,
        log: silent,
        round: async () => {
          if (rounds++ < failures) throw new Error("the vendor is away");
          return "well";
        },
      });
      await part.start();
      await vi.advanceTimersByTimeAsync(everyMs - 1_000);
      expect(rounds).toBe(1);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(rounds).toBe(2);
      const stopped = part.stop();
      await vi.advanceTimersByTimeAsync(everyMs);
      await stopped;
      vi.useRealTimers();
    },
  );

  it("finishes the round under way before it stops", async () => {
    let finished = false;
    let begun = false;
    const part = new Periodic({
      name: "a",
      everyMs: 1,
      log: silent,
      round: async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 20));
        finished = true;
        return "done";
      },
    });
    await part.start();
    await vi.waitFor(() => expect(begun).toBe(true));
    await part.stop();
    expect(finished).toBe(true);
  });

  it("starts the next round at once when it is nudged", async () => {
    let rounds = 0;
    const part = new Periodic({
      name: "a",
      everyMs: 86_400_000,
      log: silent,
      round: async () => `${++rounds}`,
    });
    await part.start();
    await vi.waitFor(() => expect(rounds).toBe(1));
    part.nudge();
    await vi.waitFor(() => expect(rounds).toBe(2));
    await part.stop();
  });
});
