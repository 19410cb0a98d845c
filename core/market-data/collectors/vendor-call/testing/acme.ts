import { afterEach, beforeEach } from "vitest";
import { ManualClock } from "#core/model";
import {
  answerWithFault,
  FaultQueue,
  type LoopbackServer,
  readBody,
  serveOnLoopback,
} from "#stand-ins/loopback";
import { VendorError } from "../../../collector.ts";
import { VendorDoor, type VendorDoorOptions } from "../index.ts";

export const KEY = "k3y-that-nobody-may-see";

/** A vendor on loopback and what reached it; new for each test. */
export const acme: {
  clock: ManualClock;
  faults: FaultQueue;
  served: LoopbackServer | null;
  received: { line: string; headers: Record<string, unknown>; body: string }[];
  /** How long was waited, ms; the clock moved by as much. */
  waits: number[];
  /** Headers of its right answers. */
  headers: Record<string, string>;
} = {
  clock: new ManualClock("2026-11-24T15:00:00Z"),
  faults: new FaultQueue(),
  served: null,
  received: [],
  waits: [],
  headers: {},
};

export const urlOfAcme = (): string => acme.served?.url ?? "";

export function openForEachTest(): void {
  beforeEach(async () => {
    acme.clock = new ManualClock("2026-11-24T15:00:00Z");
    acme.faults = new FaultQueue();
    acme.received = [];
    acme.waits = [];
    acme.headers = {};
    acme.served = await serveOnLoopback(async (request, response) => {
      const body = await readBody(request);
      acme.received.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
      await answerWithFault(acme.faults, request, response, () => ({
        status: 200,
        headers: acme.headers,
        body: '{"rows":[{"price":10}],"note":"a \\"quoted\\" word"}',
      }));
    });
  });
  afterEach(async () => {
    acme.faults.clear();
    await acme.served?.close();
  });
}

export const doorOf = (options: Partial<VendorDoorOptions> = {}): VendorDoor =>
  new VendorDoor({
    vendor: "Acme",
    baseUrl: urlOfAcme(),
    ownHosts: ["api.acme.example", "quotes.acme.example"],
    limit: { calls: 100, perMs: 60_000 },
    timeoutMs: 5_000,
    attempts: 3,
    maxBytes: 10_000,
    clock: acme.clock,
    random: () => 0.5,
    sleep: async (ms) => {
      acme.waits.push(ms);
      acme.clock.advance(ms);
    },
    secrets: [KEY],
    ...options,
  });

export async function errorOf(call: Promise<unknown>): Promise<VendorError> {
  const error = await call.then(
    () => new Error("it answered"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VendorError)) throw error;
  return error;
}
