import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { deliveries, events } from "#db";
import type { Desk } from "#operations";
import type { FlowTask } from "./config/config.ts";

/** An event as a flow receives it. */
export interface DeliveredEvent {
  id: string;
  type: string;
  entityId: string;
  payload: Record<string, unknown>;
  traceId: string;
}

/** What a flow does; each must be harmless when done twice. */
export type FlowHandlers = Partial<Record<FlowTask, (event: DeliveredEvent) => Promise<void>>>;

/** A piece of work is tried so often before it is given up and shown as failed, unless its dispatcher says otherwise. */
const MAX_ATTEMPTS = 8;
/** The longest pause between two tries, ms; a receiver that asks for a longer one gets it, up to the second. */
const MAX_BACKOFF_MS = 60_000;
const MAX_ASKED_MS = 15 * 60_000;
/** How long one attempt may take before another process may try, ms. */
const LEASE_MS = 60_000;
const BATCH = 20;

/**
 * Delivers what is owed to events, of the flows it has handlers for. The work was written with the event, so
 * nothing is forgotten by a crash. Two dispatchers keep slow work from holding up quick work.
 */
export class Dispatcher {
  readonly #desk: Desk;
  readonly #handlers: FlowHandlers;
  readonly #maxAttempts: number;

  constructor(desk: Desk, handlers: FlowHandlers, maxAttempts = MAX_ATTEMPTS) {
    this.#desk = desk;
    this.#handlers = handlers;
    this.#maxAttempts = maxAttempts;
  }

  /** Works off what is due now. @returns how many deliveries were tried */
  async round(): Promise<number> {
    const due = await this.#take();
    for (const { event, flow, attempts } of due) await this.#deliver(event, flow, attempts);
    return due.length;
  }

  /** Claims due work by moving its next attempt behind a lease. */
  async #take() {
    const { db, clock } = this.#desk;
    const now = clock.now();
    return db.transaction(async (tx) => {
      const rows = await tx
        .select({ delivery: deliveries, event: events })
        .from(deliveries)
        .innerJoin(events, eq(events.id, deliveries.eventId))
        .where(
          and(
            eq(deliveries.status, "waiting"),
            lte(deliveries.nextAt, now),
            inArray(deliveries.flow, Object.keys(this.#handlers)),
          ),
        )
        .orderBy(asc(events.seq))
        .limit(BATCH)
        .for("update", { of: deliveries, skipLocked: true });
      for (const { delivery } of rows)
        await tx
          .update(deliveries)
          .set({ attempts: sql`${deliveries.attempts} + 1`, nextAt: new Date(now.getTime() + LEASE_MS) })
          .where(and(eq(deliveries.eventId, delivery.eventId), eq(deliveries.flow, delivery.flow)));
      return rows.map(({ delivery, event }) => ({
        event: { ...event, payload: event.payload as Record<string, unknown> },
        flow: delivery.flow as FlowTask,
        attempts: delivery.attempts + 1,
      }));
    });
  }

  async #deliver(event: DeliveredEvent, flow: FlowTask, attempts: number): Promise<void> {
    try {
      const handler = this.#handlers[flow];
      if (!handler) throw new Error(`nothing here does ${flow}`);
      await handler(event);
      this.#desk.crashpoint("deliver:after-work");
      await this.#close(event, flow, { status: "done", doneAt: this.#desk.clock.now(), error: null });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#desk.log.warn(
        { err: error, flow, eventId: event.id, attempts, traceId: event.traceId },
        "a flow failed",
      );
      const backoffMs = Math.max(Math.min(MAX_BACKOFF_MS, 250 * 2 ** attempts), askedPauseMs(error));
      await this.#close(event, flow, {
        status: attempts >= this.#maxAttempts ? "failed" : "waiting",
        error: message.slice(0, 1000),
        nextAt: new Date(this.#desk.clock.now().getTime() + backoffMs),
      });
    }
  }

  async #close(
    event: DeliveredEvent,
    flow: FlowTask,
    set: Partial<typeof deliveries.$inferInsert>,
  ): Promise<void> {
    await this.#desk.db
      .update(deliveries)
      .set(set)
      .where(and(eq(deliveries.eventId, event.id), eq(deliveries.flow, flow)));
  }
}

/** How long whoever refused the work asked to be left alone, where the error says so. */
function askedPauseMs(error: unknown): number {
  const asked = error instanceof Error && "retryAfterMs" in error ? error.retryAfterMs : 0;
  return typeof asked === "number" && asked > 0 ? Math.min(asked, MAX_ASKED_MS) : 0;
}
