import { describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { MemoryCache } from "./memory-cache.ts";

/** A loader that says how often it was asked, and waits until it is let go. */
function counted() {
  const gates: (() => void)[] = [];
  const loader = {
    calls: 0,
    now: async () => ({ call: ++loader.calls }),
    held: async () => {
      const call = ++loader.calls;
      await new Promise<void>((resolve) => gates.push(resolve));
      return { call };
    },
    letGo: () => {
      for (const open of gates.splice(0)) open();
    },
  };
  return loader;
}

const scene = () => {
  const clock = new ManualClock("2026-11-24T15:00:00.000Z");
  return { clock, cache: new MemoryCache(clock), loader: counted() };
};

describe("the cache of one process", () => {
  it("gives a live quote again for one second and not for longer", async () => {
    const { clock, cache, loader } = scene();
    const read = () => cache.get("quotes:AAPL:now", "live-quote", loader.now);
    expect([await read(), await read()]).toEqual([{ call: 1 }, { call: 1 }]);
    clock.advance(999);
    expect(await read()).toEqual({ call: 1 });
    clock.advance(1);
    expect(await read()).toEqual({ call: 2 });
  });

  it("gives what was known in the past again for a minute: another process may have stored more", async () => {
    const { clock, cache, loader } = scene();
    const read = () => cache.get("bars:KO:1d", "closed-history", loader.now);
    await read();
    clock.advance(59_999);
    expect(await read()).toEqual({ call: 1 });
    clock.advance(1);
    expect(await read()).toEqual({ call: 2 });
  });

  it("lets one of many load, and gives all the same answer", async () => {
    const { cache, loader } = scene();
    const reads = Array.from({ length: 20 }, () => cache.get("bars:KO:1d", "closed-history", loader.held));
    loader.letGo();
    expect(new Set((await Promise.all(reads)).map(({ call }) => call))).toEqual(new Set([1]));
    expect(cache.counts().find(({ lifetime }) => lifetime === "closed-history")).toEqual({
      lifetime: "closed-history",
      hits: 0,
      misses: 1,
      joined: 19,
      errors: 0,
    });
  });

  it("forgets a subject or a whole topic, and nothing beside it", async () => {
    const { cache } = scene();
    const read = (key: string, value: number) => cache.get(key, "reference", async () => value);
    for (const key of ["bars:KO:1d", "bars:KOP:1d", "bars:AAPL:1d", "quotes:KO:now"]) await read(key, 1);
    await cache.invalidate(["bars:KO"]);
    expect([
      await read("bars:KO:1d", 2),
      await read("bars:KOP:1d", 2),
      await read("quotes:KO:now", 2),
    ]).toEqual([2, 1, 1]);
    await cache.invalidate(["bars"]);
    expect([await read("bars:AAPL:1d", 3), await read("quotes:KO:now", 3)]).toEqual([3, 1]);
  });

  it("does not keep what was loaded while new data came, and does not hand it to who asks afterwards", async () => {
    const { cache, loader } = scene();
    const before = cache.get("bars:KO:1d", "closed-history", loader.held);
    await cache.invalidate(["bars:KO"]);
    const after = cache.get("bars:KO:1d", "closed-history", loader.held);
    loader.letGo();
    expect([await before, await after]).toEqual([{ call: 1 }, { call: 2 }]);
    expect(await cache.get("bars:KO:1d", "closed-history", loader.now)).toEqual({ call: 2 });
  });

  it("keeps no failure", async () => {
    const { cache, loader } = scene();
    const failing = () => Promise.reject(new Error("no"));
    await expect(cache.get("bars:KO:1d", "reference", failing)).rejects.toThrow("no");
    expect(await cache.get("bars:KO:1d", "reference", loader.now)).toEqual({ call: 1 });
  });

  it("hands out copies: what a reader changes, the next one does not see", async () => {
    const { cache } = scene();
    const read = () => cache.get("bars:KO:1d", "reference", async () => ({ closes: [1, 2] }));
    (await read()).closes.push(3);
    expect(await read()).toEqual({ closes: [1, 2] });
  });
});
