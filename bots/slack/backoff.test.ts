import { beforeEach, describe, expect, it } from "vitest";
import { Backoff } from "./backoff.ts";

describe("the pause before connecting again", () => {
  let backoff: Backoff;
  beforeEach(() => {
    backoff = new Backoff();
  });

  it("is none after a link that was steady", () => {
    backoff.ended(5_000);
    expect(backoff.pauseMs).toBe(0);
  });

  it("doubles with every failure, up to half a minute", () => {
    const pauses = Array.from({ length: 10 }, () => {
      backoff.failed();
      return backoff.pauseMs;
    });
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("grows too while each link ends as soon as it is open", () => {
    backoff.ended(4_999);
    backoff.ended(10);
    expect(backoff.pauseMs).toBe(500);
    backoff.ended(60_000);
    expect(backoff.pauseMs).toBe(0);
  });

  it("is as long as Slack asked for, once", () => {
    backoff.failed(45_000);
    expect(backoff.pauseMs).toBe(45_000);
    backoff.failed();
    expect(backoff.pauseMs).toBe(500);
  });
});
