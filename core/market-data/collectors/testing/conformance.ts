import { describe, expect, it } from "vitest";
import type { HttpFault } from "#stand-ins/loopback";
import type { Page } from "../../collector.ts";
import { factTexts, instantsOf, originsOf } from "./fact-texts.ts";
import {
  type CollectorCase,
  type CollectorScene,
  findingsOf,
  type OpenScene,
  run,
  runToTheEnd,
} from "./scene.ts";

/** Long enough for a busy machine, short enough to wait for where nothing ever comes. */
const PATIENT_MS = 10_000;
const IMPATIENT_MS = 250;
const FAULTS: readonly (readonly [string, HttpFault, number])[] = [
  ["a 429 that says for how long", { kind: "throttle", retryAfterS: 2 }, 1],
  ["a 429 that does not", { kind: "throttle" }, 1],
  ["a 500", { kind: "status", status: 500 }, 2],
  ["a 503 as a web page", { kind: "status", status: 503, html: true }, 1],
  ["a broken connection", { kind: "drop" }, 1],
  ["half an answer", { kind: "truncate" }, 1],
  ["half an answer that ends in order", { kind: "truncate", isEnded: true }, 1],
  ["a web page for JSON", { kind: "html" }, 1],
  ["more failures in a row than it tries", { kind: "status", status: 502 }, 12],
];

const sorted = (texts: readonly string[]): string[] => [...texts].sort();
const told = (pages: readonly Page[]): string[] => sorted(pages.flatMap(({ facts }) => factTexts(facts)));

/** What every collector keeps, whatever its vendor does: nothing lost, nothing twice, nothing invented. */
export function collectorConformance(name: string, open: OpenScene): void {
  const forEachCase = async (
    check: (scene: CollectorScene, chosen: CollectorCase) => Promise<void>,
    timeoutMs = PATIENT_MS,
  ): Promise<void> => {
    const count = await within(open, timeoutMs, async (scene) => scene.cases.length);
    expect(count).toBeGreaterThan(0);
    for (let index = 0; index < count; index++)
      await within(open, timeoutMs, async (scene) => {
        const chosen = scene.cases[index];
        if (chosen) await check(scene, chosen);
      });
  };

  describe(`${name} as a collector`, () => {
    contentOf(forEachCase);
    faultsOf(forEachCase);
    refusalsOf(open, forEachCase);
    lineOf(open);
  });
}

type ForEachCase = (
  check: (scene: CollectorScene, chosen: CollectorCase) => Promise<void>,
  timeoutMs?: number,
) => Promise<void>;

/** What a line tells of halts and bands, where the vendor has them: each once, dated by the exchange, never from ahead. */
function lineOf(open: OpenScene): void {
  it("tells halts and bands as they happen, and says up to when it heard them all", () =>
    within(open, PATIENT_MS, async ({ collector, clock, line }) => {
      if (!line) return;
      const pages: Page[] = [];
      let look = () => {};
      const { wish, happen } = line;
      const opened = await collector.listen?.(wish, (page) => {
        pages.push(page);
        look();
      });
      const startedAt = clock.now().toISOString();
      const truth = await happen();
      clock.advance(60_000);
      const all = () => told(pages).filter((text) => !text.startsWith("watch "));
      const watches = () => pages.flatMap(({ facts }) => facts.watches ?? []);
      await new Promise<void>((resolve) => {
        look = () =>
          all().length >= truth.length && watches().some(({ knownAt }) => knownAt > startedAt) && resolve();
        look();
      });
      await opened?.close();
      expect(all()).toEqual(sorted(truth));
      const now = clock.now().toISOString();
      for (const { sinceAt, occurredAt, knownAt } of watches())
        expect([
          sinceAt >= startedAt,
          occurredAt >= sinceAt && occurredAt <= knownAt,
          knownAt <= now,
        ]).toEqual([true, true, true]);
      for (const { facts } of pages)
        for (const origin of originsOf(facts))
          expect(origin).toEqual({ collector: collector.name, source: "simulated" });
    }));
}

async function within<Answer>(
  open: OpenScene,
  timeoutMs: number,
  use: (scene: CollectorScene) => Promise<Answer>,
): Promise<Answer> {
  const scene = await open({ timeoutMs });
  try {
    return await use(scene);
  } finally {
    scene.heal();
    await scene.collector.close();
    await scene.close();
  }
}

function contentOf(forEachCase: ForEachCase): void {
  it("tells exactly what the vendor holds, each thing once", () =>
    forEachCase(async (scene, { wish, truth, isPaged }) => {
      expect(scene.collector.topics).toContain(wish.topic);
      const { pages, error } = await run(scene.collector, wish);
      expect(error).toBeNull();
      expect(truth().length, wish.topic).toBeGreaterThan(0);
      expect(told(pages), wish.topic).toEqual(sorted(truth()));
      if (isPaged) expect(pages.length, wish.topic).toBeGreaterThan(1);
      expect(pages.slice(0, -1).every(({ next }) => next !== null)).toBe(true);
      expect(pages.at(-1)?.next).toBeNull();
    }));

  it("tells the same when asked again", () =>
    forEachCase(async ({ collector }, { wish }) => {
      const first = told((await run(collector, wish)).pages);
      expect(told((await run(collector, wish)).pages), wish.topic).toEqual(first);
    }));

  it("goes on after any page, repeating nothing and leaving nothing out", () =>
    forEachCase(async ({ collector }, { wish, truth }) => {
      const pages: Page[] = [];
      do {
        const resume = pages.at(-1)?.next;
        for await (const page of collector.collect(wish, { resume })) {
          pages.push(page);
          break;
        }
        expect(pages.length).toBeLessThan(2_000);
      } while (pages.at(-1)?.next);
      expect(told(pages), wish.topic).toEqual(sorted(truth()));
    }));

  it("tells nothing from after now, and calls a stand-in's numbers simulated", () =>
    forEachCase(async ({ collector, clock }, { wish }) => {
      const { pages } = await run(collector, wish);
      const now = clock.now().toISOString();
      expect(collector.source).toBe("simulated");
      for (const { facts } of pages) {
        const { known, happened } = instantsOf(facts);
        expect([...known, ...happened].filter((instant) => instant > now)).toEqual([]);
        for (const origin of originsOf(facts))
          expect(origin).toEqual({ collector: collector.name, source: "simulated" });
      }
    }));

  it("says which name the vendor does not have, and tells the others", () =>
    forEachCase(async ({ collector }, { withUnknown, truth }) => {
      if (!withUnknown) return;
      const { pages, error } = await run(collector, withUnknown.wish);
      expect(error).toBeNull();
      expect(told(pages)).toEqual(sorted(truth()));
      const leftOut = findingsOf(pages).filter(({ check }) => check === "left-out");
      expect(leftOut.map(({ subject }) => subject)).toContain(withUnknown.unknown);
    }));
}

function faultsOf(forEachCase: ForEachCase): void {
  it.each(FAULTS)("loses and repeats nothing after %s", (_name, fault, times) =>
    forEachCase(async (scene, { wish, match, truth }) => {
      scene.fail(match, fault, times);
      expect(told(await runToTheEnd(scene, wish)), wish.topic).toEqual(sorted(truth()));
    }),
  );

  it("does not wait for ever for an answer that never comes", () =>
    forEachCase(async (scene, { wish, match, truth }) => {
      scene.fail(match, { kind: "hang" });
      expect(told(await runToTheEnd(scene, wish)), wish.topic).toEqual(sorted(truth()));
    }, IMPATIENT_MS));

  it("hands on the pages that arrived before it fails", () =>
    forEachCase(async (scene, { wish, match, truth, isPaged }) => {
      if (!isPaged) return;
      const held: Page[] = [];
      let failed = "";
      try {
        for await (const page of scene.collector.collect(wish)) {
          const isFirst = told(held).length === 0 && told([page]).length > 0;
          held.push(page);
          if (isFirst) scene.fail(match, { kind: "status", status: 500 }, 100);
        }
      } catch (error) {
        failed = String(error);
      }
      expect(failed, wish.topic).not.toBe("");
      expect(told(held).length).toBeGreaterThan(0);
      scene.heal();
      scene.clock.advance(600_000);
      const rest = await run(scene.collector, wish, { resume: held.at(-1)?.next });
      expect(told([...held, ...rest.pages]), wish.topic).toEqual(sorted(truth()));
    }));

  it("keeps the other rows when a field of one makes no sense, and says which", () =>
    forEachCase(async (scene, { wish, match, truth, wrongType }) => {
      if (!wrongType) return;
      const { path, value } = wrongType;
      scene.fail(wrongType.match ?? match, { kind: "wrong-type", path, value });
      const { pages, error } = await run(scene.collector, wish);
      expect(error).toBeNull();
      const kept = truth().filter((text) => !wrongType.lost.includes(text));
      expect(kept.length).toBe(truth().length - wrongType.lost.length);
      expect(told(pages), wish.topic).toEqual(sorted(kept));
      const unreadable = findingsOf(pages).filter(({ check }) => check === "unreadable");
      expect(unreadable.length, wish.topic).toBeGreaterThan(0);
    }));
}

function refusalsOf(open: OpenScene, forEachCase: ForEachCase): void {
  it("says that the key is refused, and does not show it over and over", () =>
    forEachCase(async (scene, { wish }) => {
      if (!scene.refuseKey) return;
      scene.refuseKey();
      const { pages, error } = await run(scene.collector, wish);
      expect([pages.length, error?.fault], wish.topic).toEqual([0, "unauthorised"]);
      expect(scene.callCount()).toBeLessThanOrEqual(scene.keyTries ?? 1);
      expect(scene.collector.health().status).toBe("failed");
    }));

  it("ends when told to, before an answer and between pages", () =>
    forEachCase(async (scene, { wish, match, isPaged }) => {
      const abort = new AbortController();
      scene.fail(match, { kind: "hang" });
      const ended = run(scene.collector, wish, { signal: abort.signal });
      await expect.poll(() => scene.callCount(), { timeout: PATIENT_MS }).toBeGreaterThan(0);
      abort.abort();
      expect((await ended).error?.fault, wish.topic).toBe("canceled");
      scene.heal();
      const later = new AbortController();
      let count = 0;
      const paged = (async () => {
        for await (const _page of scene.collector.collect(wish, { signal: later.signal })) {
          count++;
          later.abort();
        }
      })();
      if (isPaged) await expect(paged).rejects.toMatchObject({ fault: "canceled" });
      else await paged.catch(() => {});
      expect(count).toBe(1);
    }));

  it("leaves a vendor alone that keeps failing, and comes back to it", () =>
    within(open, PATIENT_MS, async (scene) => {
      const chosen = scene.cases[0];
      if (!chosen) throw new Error("the scene has no case");
      scene.fail("*", { kind: "status", status: 500 }, 1_000);
      let fault: string | undefined;
      for (let tries = 0; tries < 20 && fault !== "circuit-open"; tries++)
        fault = (await run(scene.collector, chosen.wish)).error?.fault;
      expect(fault).toBe("circuit-open");
      const asked = scene.callCount();
      expect((await run(scene.collector, chosen.wish)).error?.fault).toBe("circuit-open");
      expect(scene.callCount()).toBe(asked);
      expect(scene.collector.health().status).toBe("failed");
      scene.heal();
      scene.clock.advance(600_000);
      expect(told((await run(scene.collector, chosen.wish)).pages)).toEqual(sorted(chosen.truth()));
      expect(scene.collector.health().status).toBe("ok");
    }));
}
