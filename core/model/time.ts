import { z } from "zod";

/** An instant as ISO-8601 text in UTC with milliseconds. Accepts any zone; a bare date means its midnight UTC. */
export const Instant = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}/.test(text) && Number.isFinite(Date.parse(text)), {
    message: 'must be an ISO date or instant such as "2020-03-31" or "2020-03-31T20:00:00Z"',
  })
  .transform((text) => new Date(text).toISOString())
  .describe("ISO-8601 instant in UTC");
export type Instant = z.infer<typeof Instant>;

/** Tells the time. Handed in everywhere, so that a backtest, a test and the live desk run the same code. */
export interface Clock {
  now(): Date;
}

/** A clock that stands still until told otherwise. */
export class ManualClock implements Clock {
  #now: Date;

  constructor(start: Date | string) {
    this.#now = new Date(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(instant: Date | string): void {
    this.#now = new Date(instant);
  }

  advance(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }
}

/** The wall clock. */
export const systemClock: Clock = { now: () => new Date() };
