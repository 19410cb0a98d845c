import type { VendorHealth } from "#core/market-data";
import type { Bar, Clock, Instant, Instrument, Interval, NewId, Quote, Source } from "#core/model";
import type { Database } from "#db";
import type { Actor } from "./access.ts";
import type { DataCache } from "./market-data/cache/data-cache.ts";

/** The part of a pino logger the operations use. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Market facts as the desk's collectors tell them; never anything known after `asOf`. */
export interface MarketData {
  instruments(): readonly Instrument[];
  /** Finds an instrument by symbol, company name or alias. */
  resolve(text: string): Instrument | undefined;
  /** Names close to an unknown one, for error messages. */
  suggest(text: string): string[];
  /** True where the store itself answers for that symbol; otherwise a source does, and what it tells is stored. */
  isStored?(symbol: string): boolean;
  /** The name of who owns that symbol's prices: the vendor, where they are stored. */
  ownerOf?(symbol: string): string | undefined;
  bars(symbol: string, interval: Interval, from: Instant, to: Instant, asOf: Instant): Promise<Bar[]>;
  quote(symbol: string, at: Instant): Promise<Quote | null>;
}

/** Turns text into a vector. The model's name and dimension are stored with every vector. */
export interface Embedder {
  readonly model: string;
  readonly dimension: number;
  embed(text: string): Promise<number[]>;
}

/** How far a long piece of work has come. */
export interface Progress {
  label: string;
  done: number;
  total: number;
}

/** How one part of this process is. */
export interface PartHealth {
  name: string;
  status: "ok" | "warning" | "failed";
  detail: string;
}

/** How the way to one vendor is, as this process sees it. */
export interface VendorState {
  /** The collector's name. */
  name: string;
  source: Source;
  note: string;
  health: VendorHealth;
}

/** What one process hands to every operation it performs. Built once, by the composition root. */
export interface Desk {
  db: Database;
  clock: Clock;
  newId: NewId;
  log: Logger;
  market: MarketData;
  /** Answers of the data API, kept for a while. */
  cache: DataCache;
  /** How the ways to vendors are; left out where none is configured. */
  vendors?(): readonly VendorState[];
  embedder: Embedder;
  /** Names of the flows that answer an event type; their work is written with the event. */
  flowsFor(eventType: string): readonly string[];
  /** True while the halt flag file stands, which works when the database does not. */
  haltFlag(): boolean;
  /** Raises the halt flag file; lowered only by a person's resume. */
  setHaltFlag(raised: boolean, reason: string): void;
  /** Called after a commit that wrote events, to wake whoever delivers them. */
  onCommitted(): void;
  /** Makes a one-time sign-in link for an address; it works once the person has a seat. */
  createSignInLink(email: string): Promise<string>;
  /** Where the web app is served, for links handed to people. */
  publicUrl: string;
  /** How the parts of this process are; left out where none are run. */
  parts?(): readonly PartHealth[];
  /** Called by name between two steps of the order path; a test kills the process there. */
  crashpoint(name: string): void;
}

/** One actor's request. */
export interface Context extends Desk {
  actor: Actor;
  traceId: string;
  progress(progress: Progress): void;
  signal?: AbortSignal;
  /** Ids of texts from outside that an agent has read on this thread; a proposal made then is tainted. */
  taint: readonly string[];
}

/** Puts an actor before the desk. */
export function contextFor(
  desk: Desk,
  actor: Actor,
  options: {
    traceId?: string;
    progress?: (progress: Progress) => void;
    signal?: AbortSignal;
    taint?: readonly string[];
  } = {},
): Context {
  return {
    ...desk,
    actor,
    traceId: options.traceId ?? desk.newId("trace"),
    progress: options.progress ?? (() => {}),
    signal: options.signal,
    taint: options.taint ?? [],
  };
}
