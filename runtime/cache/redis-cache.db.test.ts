import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TcpProxy } from "../testing/tcp-proxy.ts";
import { RedisCache } from "./redis-cache.ts";

const url = process.env.QUARTERDECK_TEST_REDIS_URL;

describe.skipIf(!url)(
  "the cache of several processes, on a real Redis behind a door of the test's own",
  () => {
    const silent = () => {};
    const log = { debug: silent, info: silent, warn: silent, error: silent };
    let namespace: string;
    let door: TcpProxy;
    let direct: Redis;
    let caches: RedisCache[];

    const openCache = async (at = `redis://127.0.0.1:${door.port}`) => {
      const cache = new RedisCache(at, namespace, log);
      caches.push(cache);
      await cache.connected();
      return cache;
    };
    const until = async (isSo: () => boolean | Promise<boolean>) => {
      while (!(await isSo())) await sleep(20);
    };
    const of = (cache: RedisCache) => cache.counts().find(({ lifetime }) => lifetime === "closed-history");
    const read = (cache: RedisCache, value: number, key = "bars:KO:1d") =>
      cache.get(key, "closed-history", async () => value);

    beforeEach(async () => {
      namespace = `test-${randomUUID()}`;
      door = await TcpProxy.before(url ?? "");
      direct = new Redis(url ?? "");
      caches = [];
    });
    afterEach(async () => {
      for (const cache of caches) await cache.close();
      await door.close();
      const left = await direct.keys(`quarterdeck:${namespace}:*`);
      if (left.length > 0) await direct.del(left);
      direct.disconnect();
    });

    it("gives one process what another has loaded", async () => {
      const [one, other] = [await openCache(), await openCache()];
      expect([await read(one, 1), await read(other, 2)]).toEqual([1, 1]);
      expect([of(one), of(other)]).toMatchObject([
        { hits: 0, misses: 1, errors: 0 },
        { hits: 1, misses: 0, errors: 0 },
      ]);
    });

    it("lets one process load while the others wait for it", async () => {
      const [one, other] = [await openCache(), await openCache()];
      let loads = 0;
      const slowly = async () => {
        loads++;
        await sleep(100);
        return loads;
      };
      const reads = [one, other, one, other].map((cache) =>
        cache.get("bars:KO:1d", "closed-history", slowly),
      );
      expect(await Promise.all(reads)).toEqual([1, 1, 1, 1]);
      expect(loads).toBe(1);
    });

    it("loads for itself when the process that holds the lock says nothing", async () => {
      const cache = await openCache();
      await direct.set(`quarterdeck:${namespace}:lock:bars:KO:1d`, "somebody", "PX", 60_000);
      expect(await read(cache, 7)).toBe(7);
      expect(await direct.get(`quarterdeck:${namespace}:lock:bars:KO:1d`)).toBe("somebody");
    });

    it("forgets in every process, and does not believe what was loaded before", async () => {
      const [one, other] = [await openCache(), await openCache()];
      let letGo = () => {};
      const stale = one.get("bars:KO:1d", "closed-history", async () => {
        await new Promise<void>((resolve) => {
          letGo = resolve;
        });
        return 1;
      });
      await until(() => direct.exists(`quarterdeck:${namespace}:lock:bars:KO:1d`).then(Boolean));
      await other.invalidate(["bars:KO"]);
      letGo();
      expect(await stale).toBe(1);
      expect([await read(other, 2), await read(one, 3)]).toEqual([2, 2]);
    });

    it("loads while Redis is gone, and tells it what to forget before believing it again", async () => {
      const cache = await openCache();
      await read(cache, 1);
      door.shut();
      await until(() => !cache.isUp());
      expect([await read(cache, 2), await read(cache, 3)]).toEqual([2, 3]);
      expect(of(cache)).toMatchObject({ misses: 1, hits: 0, errors: 2 });
      await cache.invalidate(["bars:KO"]);
      door.open();
      await until(() => cache.isUp());
      expect([await read(cache, 4), await read(cache, 5)]).toEqual([4, 4]);
    });

    it("waits once for a Redis that hangs, and then not at all until it answers", async () => {
      const cache = await openCache();
      await read(cache, 1);
      door.hang();
      const loaded: number[] = [];
      for (let value = 2; value < 202; value++) loaded.push(await read(cache, value));
      expect(loaded).toEqual(Array.from({ length: 200 }, (_, index) => index + 2));
      expect(of(cache)).toMatchObject({ errors: 200 });
      door.open();
      await until(() => cache.isUp());
      expect(await read(cache, 500)).toBe(1);
    });

    it("starts without Redis", async () => {
      door.shut();
      const cache = await openCache();
      expect([await read(cache, 1), cache.isUp()]).toEqual([1, false]);
    });

    it("keeps every key for a bounded time", async () => {
      const cache = await openCache();
      await read(cache, 1);
      await cache.invalidate(["bars", "quotes:KO"]);
      const keys = await direct.keys(`quarterdeck:${namespace}:*`);
      expect(keys.length).toBeGreaterThan(2);
      for (const key of keys) expect(await direct.pttl(key), key).toBeGreaterThan(0);
    });
  },
);
