import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { fileJournal } from "#core/execution/brokers";
import type { OpenDatabase } from "#db";
import { type BrokerBooks, brokerBooks } from "../books/invariant.ts";
import type { OrderChild } from "./order-child.ts";

/** Room for what a short life leaves behind, so that it is rarely swept. */
const FEWER_PAUSES = "--max-semi-space-size=64";

/** Limits that the orders of a thousand lives in one day do not meet. */
const ROOM = {
  maxOrdersPerMinute: 10_000,
  maxOrdersPerDay: 100_000,
  duplicateWindowMs: 1,
  maxPositionUsd: "90000000",
  maxPositionOfEquity: 1,
  maxTopFiveOfEquity: 4,
  maxSectorOfEquity: 4,
  maxOpenOrders: 10_000,
  maxOpenOrdersPerSymbol: 10_000,
  maxOpenOrdersUsd: "90000000",
  maxMessagesPerMinute: 10_000,
  maxMessagesPerFill: 10_000,
  maxTradesPerDay: 100_000,
  maxTurnoverOfEquity: 1_000,
  maxUnknownOrders: 1_000,
  fatFingerApproveMultiple: 10_000,
  fatFingerDenyMultiple: 10_000,
};

/** How one life of the trading process ended. */
export interface Life {
  killed: boolean;
  /** Proposals it was given an id for. */
  promised: string[];
  errors: string;
}

/** A database and a broker that outlive every process that trades with them. */
export class CrashLane {
  readonly #script: string;
  readonly #opened: OpenDatabase;
  readonly #home = mkdtempSync(join(tmpdir(), "quarterdeck-crash-"));

  constructor(script: string, opened: OpenDatabase) {
    this.#script = script;
    this.#opened = opened;
  }

  get db() {
    return this.#opened.db;
  }

  /** Opens the desk, with room for every order of the test: the gates themselves are proved elsewhere. */
  async prepare(): Promise<void> {
    await this.live({ wishes: [], faults: {}, cancels: false, seed: "0" });
    const sql = postgres(this.#opened.url, { max: 1 });
    await sql`insert into risk_limits (version, limits, max_order_notional, max_position, max_gross_exposure,
        max_buying_power_use, max_orders_per_minute, loosened, reason, set_by, set_at)
      select 2, limits || ${JSON.stringify(ROOM)}::text::jsonb,
        max_order_notional, 90000000, max_gross_exposure, max_buying_power_use, 10000, 'by-two', 'crash test', array['a', 'b'], now()
      from risk_limits where version = 1`;
    await sql`update accounts set limits_version = 2`;
    await sql.end();
  }

  /** Runs one process to its end, which is the crash point when it comes by it. */
  live(life: Omit<OrderChild, "brokerFolder">, crashpoint = ""): Promise<Life> {
    return new Promise((resolve) => {
      const told: OrderChild = { ...life, brokerFolder: join(this.#home, "broker") };
      const child = spawn(process.execPath, [FEWER_PAUSES, this.#script, JSON.stringify(told)], {
        env: {
          ...process.env,
          DATABASE_URL: this.#opened.url,
          QUARTERDECK_HOME: this.#home,
          QUARTERDECK_LOG: "silent",
          QUARTERDECK_CRASHPOINT: crashpoint,
        },
      });
      let promised = "";
      let errors = "";
      child.stdout.on("data", (chunk) => {
        promised += chunk;
      });
      child.stderr.on("data", (chunk) => {
        errors += chunk;
      });
      child.on("close", (_code, signal) =>
        resolve({ killed: signal === "SIGKILL", promised: promised.split("\n").filter(Boolean), errors }),
      );
    });
  }

  brokerBooks(): BrokerBooks {
    return brokerBooks(fileJournal(join(this.#home, "broker", "books.jsonl")).load());
  }

  async close(): Promise<void> {
    await this.#opened.close();
    rmSync(this.#home, { recursive: true, force: true });
  }
}
