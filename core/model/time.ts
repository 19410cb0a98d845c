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
  /** How far it jumped against a steady clock within the last minute, ms ≥ 0; left out where it cannot. */
  skewMs?(): number;
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

/** A difference that no slow adjustment makes between two looks, ms. */
const JUMP_MS = 250;
/** A clock that jumped is believed again when it has run steadily for so long, ms. */
const STEADY_MS = 60_000;

/** Compares the wall clock, look by look, with the process's steady one, which nobody sets. */
function jumpDetector(): () => number {
  const look = () => ({ wall: Date.now(), steady: performance.now() });
  let last = look();
  let jump = { ms: 0, at: Number.NEGATIVE_INFINITY };
  return () => {
    const now = look();
    const apart = Math.abs(now.wall - last.wall - (now.steady - last.steady));
    if (apart > JUMP_MS) jump = { ms: apart, at: now.steady };
    last = now;
    return now.steady - jump.at < STEADY_MS ? jump.ms : apart;
  };
}

/** The wall clock. */
export const systemClock: Clock = { now: () => new Date(), skewMs: jumpDetector() };
