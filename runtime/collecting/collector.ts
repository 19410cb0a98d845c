import type { Collector, ListenWish, VendorHealth } from "#core/market-data";
import type { FactBatch } from "#core/model";
import { contextFor, recordFacts, systemActor } from "#operations";
import type { Component, ComponentHealth } from "../components/component.ts";
import { Periodic, type PeriodicWork } from "../components/periodic.ts";
import type { Config } from "../config/config.ts";
import type { Settings } from "../config/environment.ts";
import type { VendorName } from "../config/market-config.ts";
import type { BuiltDesk } from "../desk.ts";
import { type CollectorSeat, FREE_COLLECTOR_SEAT, ServerCollectorSeat } from "./collector-seat.ts";
import { jobsOf } from "./plan.ts";
import { inspectStore, QUALITY_EVERY_MS } from "./quality.ts";
import { redactorOf, secretsOf } from "./redact.ts";
import { closeOrphanedRuns, runBook } from "./run-book.ts";
import { VendorLine } from "./vendor-line.ts";
import { VendorRounds } from "./vendor-rounds.ts";

/** How often a vendor's jobs are looked at, and ticks of its line stored, ms. */
const ROUND_MS = 1_000;
const LINE_MS = 500;
const WAITS = "another process collects; this one waits for its seat";

/** A periodic part that shows the way to its vendor as well. */
class VendorPart extends Periodic {
  readonly #way: () => VendorHealth | null;
  readonly #begin: () => void;

  constructor(work: PeriodicWork, way: () => VendorHealth | null, begin = () => {}) {
    super(work);
    this.#way = way;
    this.#begin = begin;
  }

  override async start(): Promise<void> {
    this.#begin();
    await super.start();
  }

  override health(): ComponentHealth {
    const own = super.health();
    const way = this.#way();
    if (own.status !== "ok" || way === null || way.status === "ok") return own;
    return { status: way.status, detail: way.detail };
  }
}

/**
 * The parts that ask vendors: one for each vendor, so that none holds up another; one for its line; and a daily look
 * at what was stored. Of several processes on one database, one collects.
 */
export function collectorParts(
  built: BuiltDesk,
  config: Config,
  settings: Settings,
  vendors: ReadonlyMap<VendorName, Collector>,
): Component[] {
  if (vendors.size === 0) return [];
  const { desk, feed, log, database } = built;
  const redact = redactorOf(secretsOf(settings));
  const seat = database.kind === "server" ? new ServerCollectorSeat(database.url) : FREE_COLLECTOR_SEAT;
  const record = async (facts: FactBatch) => {
    await recordFacts.perform(contextFor(desk, systemActor("collector")), facts);
  };
  const publish = (facts: FactBatch) => feed.publish(facts);
  const jobs = jobsOf(config.market);
  const parts = [...vendors].flatMap(([name, collector]): Component[] => {
    const rounds = new VendorRounds({
      collector,
      jobs: jobs.filter(({ vendor }) => vendor === name),
      runs: runBook(desk, collector.source),
      record: async (facts) => {
        await record(facts);
        publish(facts);
      },
      clock: desk.clock,
      redact,
      log,
    });
    let isCleared = false;
    const work = {
      name: `collector:${name}`,
      everyMs: ROUND_MS,
      log,
      round: async () => {
        if (!(await seat.hold())) return WAITS;
        if (!isCleared) await closeOrphanedRuns(desk.db, name, desk.clock.now());
        isCleared = true;
        return rounds.round();
      },
      leave: () => rounds.leave(),
    };
    const wish = name === "alpaca" ? lineWish(config) : null;
    const line =
      wish && collector.listen
        ? new VendorLine({ collector, wish, publish, record, clock: desk.clock })
        : null;
    return [
      new VendorPart(
        work,
        () => rounds.health(),
        () => rounds.begin(),
      ),
      ...(line ? [linePart(name, line, seat, built)] : []),
    ];
  });
  return [ways(vendors, seat), ...parts, qualityPart(built, config, seat)];
}

/** What Alpaca's line is to tell; null where lines are off. */
function lineWish({ market }: Config): ListenWish | null {
  const { lines, symbols, articles } = market.vendors.alpaca;
  if (!lines || symbols.length === 0) return null;
  return { bars: symbols, quotes: symbols, trades: symbols, statuses: symbols, bands: symbols, articles };
}

function linePart(name: string, line: VendorLine, seat: CollectorSeat, { log }: BuiltDesk): Component {
  const part = new VendorPart(
    {
      name: `collector:${name}-line`,
      everyMs: LINE_MS,
      log,
      round: async () => ((await seat.hold()) ? `stored ${await line.round()} facts` : WAITS),
    },
    () => line.health(),
  );
  const stop = part.stop.bind(part);
  part.stop = async () => {
    await stop();
    await line.close();
  };
  return part;
}

function qualityPart({ desk, log }: BuiltDesk, config: Config, seat: CollectorSeat): Component {
  return new Periodic({
    name: "collector:quality",
    everyMs: QUALITY_EVERY_MS,
    log,
    round: async () => ((await seat.hold()) ? inspectStore(desk, config) : WAITS),
  });
}

/** Started first and stopped last: lets go of the vendors and the seat when nobody asks any more. */
function ways(vendors: ReadonlyMap<VendorName, Collector>, seat: CollectorSeat): Component {
  return {
    name: "collector",
    start: async () => {},
    health: () => ({ status: "ok", detail: `${vendors.size} vendors are switched on` }),
    async stop() {
      for (const collector of vendors.values()) await collector.close();
      await seat.release();
    },
  };
}
