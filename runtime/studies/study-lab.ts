import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { OperatorError, type ParameterValues, type Trial } from "#core/model";
import { type HeldShare, keepShare, putShareBack, renewShare, takeShare, takeStudy } from "#db";
import type { Desk } from "#operations";
import type { Component, ComponentHealth } from "../components/component.ts";
import { Bell } from "./bell.ts";
import { type Bench, Benches } from "./benches.ts";
import { StudyLeader } from "./leader.ts";

/** Whoever has not been heard of for so long has lost what it held, ms. */
const LEASE_MS = 15_000;
/** Hands a generation is cut for where other machines may help. */
const FLEET_HANDS = 8;
/** Studies one process leads at once. */
const MAX_LED = 4;
/** Pauses between two looks for work, ms: they double while there is none. */
const [QUICK_LOOK_MS, SLOW_LOOK_MS] = [50, 1_000];
/** Most often a commit of this process makes it look, ms: a busy desk is not asked at each of its orders. */
const NUDGE_MS = 250;
/** How long hands wait that are called by the first one when there is work, ms. */
const CALLED_MS = 30_000;
/** How long a study that broke here is left to others, ms, and after how many times it counts as broken. */
const BARRED_MS = 10_000;
const MAX_FAULTS = 3;

export interface LabOptions {
  /** Worker threads; 0 tries points in this thread. */
  threads: number;
  /** No other process can help, so that shares are cut for these threads alone: each costs the database some work. */
  isAlone: boolean;
  leaseMs?: number;
}

/**
 * Works on studies: leads those that nobody leads, and tries shares of any. Each process that runs one helps the
 * others; they meet in the database alone.
 */
export class StudyLab implements Component {
  readonly name = "studies";
  readonly #desk: Desk;
  readonly #threads: number;
  readonly #hands: number;
  readonly #leaseMs: number;
  readonly #holder = `${hostname()}:${process.pid}:${randomBytes(3).toString("hex")}`;
  /** Rung when shares were asked, taken or kept. */
  readonly #bell = new Bell();
  /** Rung when a study may have been started. */
  readonly #doorbell = new Bell();
  #nudgedAt = 0;
  readonly #benches: Benches;
  readonly #led = new Map<string, Promise<void>>();
  readonly #faults = new Map<string, { count: number; until: number; why: string }>();
  #leaving = new AbortController();
  #loops: Promise<unknown> | null = null;
  #trials = 0;
  #trouble: string | null = null;

  constructor(desk: Desk, { threads, isAlone, leaseMs = LEASE_MS }: LabOptions) {
    this.#desk = desk;
    this.#threads = threads;
    this.#hands = isAlone ? Math.max(1, threads) : FLEET_HANDS;
    this.#leaseMs = leaseMs;
    this.#benches = new Benches(desk, threads);
  }

  async start(): Promise<void> {
    this.#leaving = new AbortController();
    // One hand looks out and calls the others, so that an idle desk is asked once and not by each.
    const hands = Array.from({ length: Math.max(1, this.#threads) }, (_, hand) =>
      this.#repeat(this.#bell, hand === 0 ? SLOW_LOOK_MS : CALLED_MS, () => this.#tryShare()),
    );
    this.#loops = Promise.all([this.#repeat(this.#doorbell, SLOW_LOOK_MS, () => this.#leadOne()), ...hands]);
  }

  health(): ComponentHealth {
    if (!this.#loops) return { status: "stopped", detail: "does not run" };
    const broken = [...this.#faults.values()].find(({ until }) => until > Date.now());
    const trouble = this.#trouble ?? broken?.why;
    if (trouble !== undefined) return { status: "warning", detail: trouble };
    const threads = this.#threads === 1 ? "1 thread" : `${this.#threads} threads`;
    return {
      status: "ok",
      detail: `${threads}, leads ${this.#led.size}, ${this.#trials.toLocaleString("en-US")} trials since start`,
    };
  }

  /** Looks for a study to lead now. */
  nudge(): void {
    if (performance.now() - this.#nudgedAt < NUDGE_MS) return;
    this.#nudgedAt = performance.now();
    this.#doorbell.ring();
  }

  /** Finishes the shares in hand, and leaves the rest to others at once. */
  async stop(): Promise<void> {
    this.#leaving.abort();
    this.#doorbell.ring();
    this.#bell.ring();
    await this.#loops;
    await Promise.all(this.#led.values());
    await this.#benches.close();
    this.#loops = null;
  }

  /** Works until it is to leave; without work, or in trouble, it looks less and less often. */
  async #repeat(bell: Bell, slowestMs: number, work: () => Promise<boolean>): Promise<void> {
    let pauseMs = QUICK_LOOK_MS;
    while (!this.#leaving.signal.aborted) {
      try {
        if (await work()) {
          pauseMs = QUICK_LOOK_MS;
          continue;
        }
        this.#trouble = null;
      } catch (error) {
        this.#trouble = error instanceof Error ? error.message : String(error);
        this.#desk.log.warn({ err: error, component: this.name }, "no work could be taken");
      }
      if (this.#leaving.signal.aborted) return;
      await bell.wait(pauseMs);
      pauseMs = Math.min(slowestMs, pauseMs * 2);
    }
  }

  #taking() {
    const barred = [...this.#faults].filter(([, { until }]) => until > Date.now()).map(([id]) => id);
    return { holder: this.#holder, leaseMs: this.#leaseMs, except: barred };
  }

  /** @returns whether there was a study to lead */
  async #leadOne(): Promise<boolean> {
    if (this.#led.size >= MAX_LED) return false;
    const row = await takeStudy(this.#desk.db, this.#taking());
    if (!row) return false;
    const leader = new StudyLeader(
      {
        desk: this.#desk,
        benches: this.#benches,
        bell: this.#bell,
        leaseMs: this.#leaseMs,
        hands: this.#hands,
        leaving: this.#leaving.signal,
      },
      row,
    );
    const fault = this.#faults.get(row.id);
    const work = fault && fault.count >= MAX_FAULTS ? leader.fail(fault.why) : leader.run();
    const led = work
      .then(() => void this.#faults.delete(row.id))
      .catch((error: unknown) => this.#bar(row.id, error))
      .finally(() => this.#led.delete(row.id));
    this.#led.set(row.id, led);
    return true;
  }

  /** @returns whether there was a share to try */
  async #tryShare(): Promise<boolean> {
    const share = await takeShare(this.#desk.db, this.#taking());
    if (!share) return false;
    this.#bell.ring();
    const beat = setInterval(
      () => void renewShare(this.#desk.db, share, this.#leaseMs).catch(() => false),
      this.#leaseMs / 3,
    );
    try {
      const trials = await this.#benches.at(share.studyId, (bench) => this.#try(bench, share));
      if (await keepShare(this.#desk.db, share, trials)) this.#trials += trials.length;
    } catch (error) {
      this.#bar(share.studyId, error);
      await putShareBack(this.#desk.db, share);
    } finally {
      clearInterval(beat);
    }
    this.#bell.ring();
    return true;
  }

  async #try({ pool }: Bench, { first, points }: HeldShare): Promise<Trial[]> {
    const outcomes = await pool.tryAll(points);
    return outcomes.map((outcome, index) => ({
      number: first + index,
      parameters: points[index] as ParameterValues,
      ...outcome,
    }));
  }

  /** Leaves a study that broke here to others for a while. */
  #bar(studyId: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    // Another process may hold the right prices; to this one the study is never broken.
    const isOthers = error instanceof OperatorError && error.code === "STUDY_HISTORY";
    const count = isOthers ? 0 : (this.#faults.get(studyId)?.count ?? 0) + 1;
    this.#faults.set(studyId, { count, until: Date.now() + BARRED_MS, why: `study ${studyId}: ${why}` });
    this.#desk.log.warn({ err: error, studyId }, "a study could not be worked on; it is tried again");
  }
}
