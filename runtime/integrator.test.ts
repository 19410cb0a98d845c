import { describe, expect, it, vi } from "vitest";
import { ConflictError } from "#core/model";
import type { Component, ComponentHealth } from "./components/component.ts";
import { Integrator } from "./integrator.ts";

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const TIMINGS = { pauseMs: 1, maxPauseMs: 4, watchMs: 2, stopMs: 50 };

/** A part that notes what is done to it, and whose health the test sets. */
function aPart(name: string, log: string[], start: () => Promise<void> = async () => {}) {
  const part: Component & { state: ComponentHealth } = {
    name,
    state: { status: "stopped", detail: "not started" },
    async start() {
      log.push(`start ${name}`);
      await start();
      part.state = { status: "ok", detail: "runs" };
    },
    health: () => part.state,
    async stop() {
      log.push(`stop ${name}`);
      part.state = { status: "stopped", detail: "stopped" };
    },
  };
  return part;
}

const dies = (detail: string): ComponentHealth => ({ status: "stopped", detail });

describe("integrator", () => {
  it("starts in order and stops in the opposite order", async () => {
    const log: string[] = [];
    const integrator = new Integrator([aPart("a", log), aPart("b", log)], silent, TIMINGS);
    await integrator.start();
    await integrator.stop();
    expect(log).toEqual(["start a", "start b", "stop b", "stop a"]);
  });

  it("tries a start that fails again, and stops what it started when one cannot start", async () => {
    const log: string[] = [];
    const broken = aPart("b", log, () => Promise.reject(new Error("no")));
    const integrator = new Integrator([aPart("a", log), broken], silent, TIMINGS);
    await expect(integrator.start()).rejects.toThrow("no");
    expect(log).toEqual(["start a", "start b", "start b", "start b", "start b", "stop a"]);
  });

  it("does not try again what another process holds", async () => {
    const log: string[] = [];
    const held = new ConflictError("TAKEN", { what: "Taken.", why: "Held.", fix: "Let go." });
    const integrator = new Integrator([aPart("a", log, () => Promise.reject(held))], silent, TIMINGS);
    await expect(integrator.start()).rejects.toThrow("Taken.");
    expect(log).toEqual(["start a"]);
  });

  it("starts a part again that dies, and says so in its health", async () => {
    const log: string[] = [];
    const part = aPart("a", log);
    const integrator = new Integrator([part], silent, TIMINGS);
    await integrator.start();
    part.state = dies("the socket closed");
    await vi.waitFor(() => expect(part.state.status).toBe("ok"));
    expect(integrator.health()).toEqual([{ name: "a", status: "warning", detail: "runs (restarts: 1)" }]);
    await integrator.stop();
  });

  it("gives a part up after eight restarts and shows it as failed", async () => {
    const log: string[] = [];
    let fails = false;
    const part = aPart("a", log, async () => {
      if (fails) throw new Error("no");
    });
    const integrator = new Integrator([part], silent, TIMINGS);
    await integrator.start();
    fails = true;
    part.state = dies("the socket closed");
    await vi.waitFor(() =>
      expect(integrator.health()[0]).toEqual({
        name: "a",
        status: "failed",
        detail: "given up after 8 restarts: the socket closed",
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(log.filter((line) => line === "start a")).toHaveLength(9);
    await integrator.stop();
  });

  it("leaves a part alone whose work fails: it tries on by itself", async () => {
    const log: string[] = [];
    const part = aPart("a", log);
    const integrator = new Integrator([part], silent, TIMINGS);
    await integrator.start();
    part.state = { status: "failed", detail: "5 rounds in a row failed" };
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(log).toEqual(["start a"]);
    expect(integrator.health()[0]?.status).toBe("failed");
    await integrator.stop();
  });

  it("does not wait for ever for a part that hangs while it stops", async () => {
    const log: string[] = [];
    const hanging = { ...aPart("a", log), stop: () => new Promise<void>(() => {}) };
    const integrator = new Integrator([aPart("b", log), hanging], silent, TIMINGS);
    await integrator.start();
    await integrator.stop();
    expect(log).toContain("stop b");
  });
});
