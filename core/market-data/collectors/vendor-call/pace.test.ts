import { describe, expect, it } from "vitest";
import { acme, doorOf, errorOf, openForEachTest } from "./testing/acme.ts";

openForEachTest();

describe("Retry-After", () => {
  it.each([
    ["seconds", "7"],
    ["a date", "Tue, 24 Nov 2026 15:00:07 GMT"],
  ])("is honoured as %s", async (_name, text) => {
    acme.faults.fail("*", { kind: "throttle", retryAfterS: text });
    await doorOf().getJson("/rows");
    expect(acme.waits.reduce((sum, ms) => sum + ms, 0)).toBe(7_250);
  });

  it("longer than the longest wait is an error that says how long, and closes the door meanwhile", async () => {
    acme.faults.fail("*", { kind: "throttle", retryAfterS: 3_600 });
    const door = doorOf();
    expect(await errorOf(door.getJson("/rows"))).toMatchObject({
      fault: "throttled",
      retryAfterMs: 3_600_000,
    });
    acme.clock.advance(1_800_000);
    expect(await errorOf(door.getJson("/rows"))).toMatchObject({
      fault: "throttled",
      retryAfterMs: 1_800_000,
    });
    expect([acme.received.length, acme.waits]).toEqual([1, []]);
    acme.clock.advance(1_800_000);
    await door.getJson("/rows");
  });
});

describe("the calls allowed", () => {
  it("go out at once up to the limit, and then one by one", async () => {
    const door = doorOf({ limit: { calls: 2, perMs: 1_000 } });
    for (let count = 0; count < 4; count++) await door.getJson("/rows");
    expect(acme.waits).toEqual([500, 500]);
  });

  it("are corrected by what the vendor counts", async () => {
    const door = doorOf();
    acme.headers = {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Date.parse("2026-11-24T15:00:20Z") / 1_000),
    };
    await door.getJson("/rows");
    acme.headers = {};
    await door.getJson("/rows");
    expect(acme.waits).toEqual([20_000]);
  });

  it("used up for longer than the longest wait are an error", async () => {
    const door = doorOf({ limit: { calls: 1, perMs: 3_600_000 } });
    await door.getJson("/rows");
    expect(await errorOf(door.getJson("/rows"))).toMatchObject({
      fault: "throttled",
      retryAfterMs: 3_600_000,
    });
    expect(acme.received).toHaveLength(1);
  });
});

describe("the circuit", () => {
  it("opens after failures in a row, refuses at once, and closes when the vendor is back", async () => {
    const door = doorOf({ attempts: 1, breaker: { failures: 3, restMs: 30_000 } });
    acme.faults.fail("*", { kind: "status", status: 500 }, 4);
    for (let count = 0; count < 3; count++) await errorOf(door.getJson("/rows"));
    expect(await errorOf(door.getJson("/rows"))).toMatchObject({
      fault: "circuit-open",
      retryAfterMs: 30_000,
    });
    expect([acme.received.length, door.health().status]).toEqual([3, "failed"]);
    acme.clock.advance(30_000);
    expect((await errorOf(door.getJson("/rows"))).fault).toBe("unavailable");
    expect((await errorOf(door.getJson("/rows"))).fault).toBe("circuit-open");
    acme.clock.advance(30_000);
    await door.getJson("/rows");
    expect([acme.received.length, door.health().status]).toEqual([5, "ok"]);
  });

  it("is not opened by a vendor that says no", async () => {
    const door = doorOf({ attempts: 1, breaker: { failures: 2, restMs: 30_000 } });
    acme.faults.fail("*", { kind: "status", status: 404 }, 5);
    for (let count = 0; count < 5; count++)
      expect((await errorOf(door.getJson("/rows"))).fault).toBe("not-found");
    expect(door.health().status).toBe("ok");
  });
});
