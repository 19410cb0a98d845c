import type { Clock } from "#core/model";
import type { Purpose, RequestBudget } from "./request-budget.ts";

export interface GuardOptions {
  /** The only origin calls may go to, and the one the client believes in. */
  origin: string;
  clientOrigin: string;
  clock: Clock;
  budget: RequestBudget;
  /** How long one call may take, answer read to its end, ms. */
  answerMs: number;
  /** How long a new order waits for budget before it is refused, ms. */
  queueMs: number;
}

/** Answers longer than this are not read: no answer of a trading API is. */
const MAX_BODY_BYTES = 1_000_000;
const QUEUE_LOOK_MS = 50;

/** Something on the way to the broker went wrong; whether the call arrived is unknown. */
export class BrokerCallError extends Error {}

/**
 * The one way from the client to the network: one origin, one deadline over the whole answer, a ceiling on its
 * length, and the broker's own budget.
 */
export function guardedFetch(options: GuardOptions): typeof fetch {
  const { origin, clientOrigin, budget, answerMs } = options;
  return async (input, init = {}) => {
    const asked = new URL(typeof input === "string" || input instanceof URL ? input : input.url);
    if (asked.origin !== clientOrigin)
      throw new BrokerCallError(`${asked.origin} is not the broker's address; nothing was sent.`);
    await enter(budget, purposeOf(init.method), options.queueMs);
    const url = `${origin}${asked.pathname}${asked.search}`;
    // A signal of our own: it ends the reading of the body too, which a slow sender could stretch for ever.
    const signal = AbortSignal.timeout(answerMs);
    const response = await fetch(url, { ...init, signal, redirect: "error" });
    budget.learn(response.status, response.headers);
    const body = await readCapped(response);
    const isEmpty = response.status === 204 || response.status === 304;
    return new Response(isEmpty ? null : body, { status: response.status, headers: response.headers });
  };
}

/** A new order may wait a moment for budget; everything else is told at once. */
async function enter(budget: RequestBudget, purpose: Purpose, queueMs: number): Promise<void> {
  const end = performance.now() + queueMs;
  for (;;) {
    try {
      budget.take(purpose);
      return;
    } catch (error) {
      if (purpose !== "order" || performance.now() >= end) throw error;
      await new Promise((resolve) => setTimeout(resolve, QUEUE_LOOK_MS));
    }
  }
}

const purposeOf = (method = "GET"): Purpose => (["POST", "PATCH"].includes(method) ? "order" : "safety");

async function readCapped(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > MAX_BODY_BYTES) {
      await reader?.cancel();
      throw new BrokerCallError(`The broker's answer is longer than ${MAX_BODY_BYTES} bytes.`);
    }
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
