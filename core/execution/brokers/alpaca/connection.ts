import { Alpaca, type errors, type trading } from "@alpacahq/alpaca-trade-api";
import type { z } from "zod";
import type { Clock } from "#core/model";
import { BrokerSilentError } from "../broker.ts";
import { ORIGINS } from "./addresses.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { BudgetSpentError, RequestBudget } from "./request-budget.ts";

export interface ConnectionOptions {
  environment: "paper" | "live";
  /** The origin calls go to: Alpaca's, or a stand-in's on loopback. */
  url: string;
  keyId: string;
  secretKey: string;
  clock: Clock;
  answerMs: number;
  queueMs: number;
}

const UNKNOWN_CODE = 40410000;
/** While the key is refused, it is tried so seldom, ms: no storm of calls that cannot succeed. */
const REFUSED_PAUSE_MS = 60_000;

/** The official client behind a guarded way to the network, and what its answers say of the key. */
export class Connection {
  readonly trading: Alpaca["trading"];
  readonly budget: RequestBudget;
  readonly #clock: Clock;
  #refusedAtMs: number | null = null;

  constructor(options: ConnectionOptions) {
    const { environment, url, keyId, secretKey, clock, answerMs, queueMs } = options;
    this.#clock = clock;
    this.budget = new RequestBudget(clock);
    const { trading } = new Alpaca({
      keyId,
      secret: secretKey,
      paper: environment === "paper",
      // One call is one request: an order that is sent twice is the one thing that must not happen by itself.
      retry: false,
      rateLimit: false,
      timeoutMs: 0,
      fetchApi: guardedFetch({
        origin: new URL(url).origin,
        clientOrigin: ORIGINS[environment],
        clock,
        budget: this.budget,
        answerMs,
        queueMs,
      }),
    });
    this.trading = trading;
  }

  /** The broker has refused our key, and has not taken it since. */
  get isRefused(): boolean {
    return this.#refusedAtMs !== null;
  }

  /** Marks the key as refused; the stream may notice first. */
  refuse(): void {
    this.#refusedAtMs = this.#clock.now().getTime();
  }

  /** Whether a call would be made at all. @returns why not, or null */
  barredBecause(): string | null {
    const now = this.#clock.now().getTime();
    if (this.#refusedAtMs !== null && now - this.#refusedAtMs < REFUSED_PAUSE_MS)
      return "the broker refuses our key";
    return null;
  }

  /** One call, its answer read as this shape. Its failures are the client's own. */
  async call<T>(shape: z.ZodType<T>, run: () => Promise<trading.ApiResponse<unknown>>): Promise<T> {
    const { raw } = await this.attempt(run);
    const text = await raw.text();
    return shape.parse(text === "" ? null : JSON.parse(text));
  }

  /** One call whose answer has no body. */
  async attempt(run: () => Promise<trading.ApiResponse<unknown>>): Promise<trading.ApiResponse<unknown>> {
    const barred = this.barredBecause();
    if (barred) throw new BrokerSilentError(`${barred}; it is tried again within a minute`);
    try {
      const answer = await run();
      this.#refusedAtMs = null;
      return answer;
    } catch (error) {
      if (statusOf(error) === 401) this.refuse();
      throw error;
    }
  }

  /** A question for one thing. @returns null when the broker says that it does not exist. @throws BrokerSilentError */
  async find<T>(shape: z.ZodType<T>, run: () => Promise<trading.ApiResponse<unknown>>): Promise<T | null> {
    try {
      return await this.call(shape, run);
    } catch (error) {
      // A 404 without the broker's own code is some proxy's.
      if (statusOf(error) === 404 && codeOf(error) === UNKNOWN_CODE) return null;
      throw silent(error);
    }
  }

  /** A question: whatever goes wrong, nothing follows from it. @throws BrokerSilentError */
  async ask<T>(shape: z.ZodType<T>, run: () => Promise<trading.ApiResponse<unknown>>): Promise<T> {
    try {
      return await this.call(shape, run);
    } catch (error) {
      throw silent(error);
    }
  }
}

export const silent = (error: unknown): Error =>
  error instanceof BrokerSilentError ? error : new BrokerSilentError(wordsOf(error), { cause: error });

/** The HTTP status of the client's error; null when no answer came. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && "status" in error && typeof error.status === "number"
    ? error.status
    : null;
}

/** The broker's own code, when it gave one. */
export function codeOf(error: unknown): number | null {
  const { code } = error as Partial<errors.ApiError>;
  return typeof code === "number" && Number.isInteger(code) ? code : null;
}

/** What happened, in words fit for a person; never a header, never a body of unknown length. */
export function wordsOf(error: unknown): string {
  const spent = budgetSpentIn(error);
  if (spent) return spent.message;
  const status = statusOf(error);
  let deepest: unknown = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  const said = deepest instanceof Error ? deepest.message : String(deepest);
  const words = said.replaceAll(/\s+/g, " ").slice(0, 200).replace(/\.$/, "");
  return status === null ? `${words}.` : `It answered ${status}: ${words}.`;
}

export function budgetSpentIn(error: unknown): BudgetSpentError | null {
  for (let step: unknown = error; step instanceof Error; step = step.cause)
    if (step instanceof BudgetSpentError) return step;
  return null;
}
