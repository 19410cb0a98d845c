import { join } from "node:path";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { newYorkTime, nyseSession } from "#core/market-data";
import type { Clock } from "#core/model";
import type { Database } from "#db";
import { type ChainBreak, type ChainEntry, ChainWalk } from "#operations";
import { appendCheckpoint, type CheckpointReason, readCheckpoints } from "./checkpoints.ts";
import { renewKeyAt, signingKeyAt } from "./signing-key.ts";

const FILE = "audit-checkpoints.jsonl";
/** Entries read at a time. */
const PAGE = 5_000;

export interface AuditorPlaces {
  /** Where the key that signs is kept. */
  keyFile: string;
  /** Folders that each keep all checkpoints; the second best on another volume. */
  folders: readonly string[];
}

/** What was found of the chain and of what was signed of it outside. */
export interface AuditReport {
  intact: boolean;
  entries: number;
  head: string;
  /** Checkpoints the chain was held against. */
  checkpoints: number;
  publicKey: string;
  broken: ChainBreak | null;
  /** What is wrong with a file of checkpoints. */
  faults: string[];
}

const Head = z.object({ seq: z.coerce.number(), hash: z.string() });

/** Signs where the audit chain stands, outside the database, and checks the chain against what was signed. */
export class Auditor {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #places: AuditorPlaces;

  constructor(db: Database, clock: Clock, places: AuditorPlaces) {
    this.#db = db;
    this.#clock = clock;
    this.#places = places;
  }

  get #files(): string[] {
    return this.#places.folders.map((folder) => join(folder, FILE));
  }

  /** Signs the newest entry in every folder. One that has it already is left as it is, but at the close of a day. */
  async sign(why: CheckpointReason): Promise<number> {
    const key = signingKeyAt(this.#places.keyFile);
    const head = await this.#head();
    const at = this.#clock.now().toISOString();
    let signed = 0;
    for (const file of this.#files) {
      const last = readCheckpoints(file).checkpoints.at(-1);
      const isClose = last !== undefined && crossedClose(last.at, at);
      if (!isClose && last && last.seq >= head.seq) continue;
      appendCheckpoint(file, key, { ...head, at, why: isClose ? "close" : why });
      signed++;
    }
    return signed;
  }

  /** Walks the whole chain, computing every hash here, and holds it against every checkpoint of every folder. */
  async verify(pinned: string | null = null): Promise<AuditReport> {
    const { publicKey } = signingKeyAt(this.#places.keyFile);
    const read = this.#files.map((file) => readCheckpoints(file, pinned));
    const faults = read.flatMap(({ fault }) => fault ?? []);
    const points = read.flatMap(({ checkpoints }) => checkpoints);
    const walk = new ChainWalk(points.filter(({ seq }) => seq > 0));
    const head = await this.#head();
    for await (const entry of this.#entries()) if (!walk.step(entry)) break;
    const broken = walk.end(head);
    return {
      intact: broken === null && faults.length === 0,
      entries: walk.last.seq,
      head: head.hash,
      checkpoints: points.length,
      publicKey,
      broken,
      faults,
    };
  }

  /** Hands over to a new key: the old one signs the new one's name in every folder, and is kept beside it. */
  async renewKey(): Promise<string> {
    const { old, next } = renewKeyAt(this.#places.keyFile);
    const place = { ...(await this.#head()), at: this.#clock.now().toISOString(), why: "renewal" as const };
    for (const file of this.#files) appendCheckpoint(file, old, { ...place, nextKey: next.publicKey });
    return next.publicKey;
  }

  async #head(): Promise<z.infer<typeof Head>> {
    const [row] = await this.#db.execute(sql`select seq, hash from audit_head`);
    return Head.parse(row);
  }

  async *#entries(): AsyncGenerator<ChainEntry> {
    for (let after = Number.MIN_SAFE_INTEGER; ; ) {
      const rows = await this.#db.execute(sql`
        select seq::int as seq, (extract(epoch from at) * 1000)::float8 as "atMs", actor, via, action, outcome,
          entity_id as "entityId", trace_id as "traceId", detail, previous_hash as "previousHash", hash
        from audit where seq > ${after} order by seq limit ${PAGE}`);
      for (const row of rows) yield row as unknown as ChainEntry;
      const last = rows.at(-1);
      if (last === undefined) return;
      after = Number(last.seq);
    }
  }
}

/** Whether the exchange closed between two instants. */
function crossedClose(before: string, after: string): boolean {
  const [from, to] = [new Date(before), new Date(after)];
  const isOver = (at: Date) => (nyseSession(at).minutesToClose ?? 1) <= 0;
  return isOver(to) && (!isOver(from) || newYorkTime(from).date !== newYorkTime(to).date);
}
