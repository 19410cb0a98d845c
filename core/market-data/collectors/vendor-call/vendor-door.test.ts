import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import {
  answerWithFault,
  FaultQueue,
  type HttpFault,
  type LoopbackServer,
  readBody,
  serveOnLoopback,
} from "#stand-ins/loopback";
import { VendorError } from "../../collector.ts";
import { VendorDoor, type VendorDoorOptions } from "./index.ts";

const KEY = "k3y-that-nobody-may-see";
let clock: ManualClock;
let faults: FaultQueue;
let served: LoopbackServer;
let received: { line: string; headers: Record<string, unknown>; body: string }[];
let waits: number[];
let extra: Record<string, string>;

beforeEach(async () => {
  clock = new ManualClock("2026-11-24T15:00:00Z");
  faults = new FaultQueue();
  received = [];
  waits = [];
  extra = {};
  served = await serveOnLoopback(async (request, response) => {
    const body = await readBody(request);
    received.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    await answerWithFault(faults, request, response, () => ({
      status: 200,
      headers: extra,
      body: '{"rows":[{"price":10}],"note":"a \\"quoted\\" word"}',
    }));
  });
});

afterEach(async () => {
  faults.clear();
  await served.close();
});

const doorOf = (options: Partial<VendorDoorOptions> = {}): VendorDoor =>
  new VendorDoor({
    vendor: "Acme",
    baseUrl: served.url,
    ownHosts: ["api.acme.example", "quotes.acme.example"],
    limit: { calls: 100, perMs: 60_000 },
    timeoutMs: 5_000,
    attempts: 3,
    maxBytes: 10_000,
    clock,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
      clock.advance(ms);
    },
    secrets: [KEY],
    ...options,
  });

const errorOf = async (call: Promise<unknown>): Promise<VendorError> => {
  const error = await call.then(
    () => new Error("it answered"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VendorError)) throw error;
  return error;
};

describe("a read through the vendor's door", () => {
  it("brings the JSON, and says that the vendor answers", async () => {
    const door = doorOf();
    expect(await door.getJson("/rows", { of: "AAPL", page: undefined })).toMatchObject({
      rows: [{ price: 10 }],
    });
    expect(received[0]?.line).toBe("GET /rows?of=AAPL");
    expect(door.health()).toEqual({
      status: "ok",
      detail: "Acme answers.",
      answeredAt: "2026-11-24T15:00:00.000Z",
    });
  });

  it.each<[string, HttpFault]>([
    ["a 503", { kind: "status", status: 503 }],
    ["a 502 as a page", { kind: "status", status: 502, html: true }],
    ["a broken connection", { kind: "drop" }],
    ["half an answer", { kind: "truncate" }],
    ["half an answer that ends in order", { kind: "truncate", isEnded: true }],
    ["a page for JSON", { kind: "html" }],
    ["a 429 that gives no time", { kind: "throttle" }],
  ])("is tried again after %s, each time after a longer wait", async (_name, fault) => {
    faults.fail("*", fault, 2);
    await expect(doorOf({ throttleMs: 1_000 }).getJson("/rows")).resolves.toBeTruthy();
    expect(received).toHaveLength(3);
    expect(waits.length).toBeGreaterThanOrEqual(2);
  });

  it.each<[HttpFault, string]>([
    [{ kind: "status", status: 500 }, "unavailable"],
    [{ kind: "drop" }, "unavailable"],
    [{ kind: "truncate" }, "truncated"],
    [{ kind: "truncate", isEnded: true }, "truncated"],
    [{ kind: "html" }, "malformed"],
    [{ kind: "throttle" }, "throttled"],
  ])("that meets %j three times is %s", async (fault, name) => {
    faults.fail("*", fault, 3);
    expect((await errorOf(doorOf().getJson("/rows"))).fault).toBe(name);
    expect(received).toHaveLength(3);
  });

  it.each([
    [400, "bad-request"],
    [401, "unauthorised"],
    [403, "forbidden"],
    [404, "not-found"],
  ])("refused with %i is %s and not tried again", async (status, fault) => {
    faults.fail("*", { kind: "status", status });
    expect((await errorOf(doorOf().getJson("/rows"))).fault).toBe(fault);
    expect(received).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it("waits between half and the whole of a doubling time", async () => {
    faults.fail("*", { kind: "drop" }, 8);
    await errorOf(doorOf({ random: () => 0, attempts: 3 }).getJson("/rows"));
    await errorOf(doorOf({ random: () => 0.999, attempts: 3 }).getJson("/rows"));
    expect(waits).toEqual([250, 500, 499, 999]);
  });

  it("ends when nothing comes", async () => {
    faults.fail("*", { kind: "hang" }, 2);
    const error = await errorOf(doorOf({ timeoutMs: 30, attempts: 2 }).getJson("/rows"));
    expect(error.fault).toBe("timeout");
    expect(received).toHaveLength(2);
  });

  it("ends when told to, while it waits for an answer", async () => {
    faults.fail("*", { kind: "hang" });
    const abort = new AbortController();
    const error = errorOf(doorOf().getJson("/rows", {}, abort.signal));
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1);
    abort.abort();
    expect((await error).fault).toBe("canceled");
    expect(received).toHaveLength(1);
  });

  it("ends when told to, between two tries", async () => {
    faults.fail("*", { kind: "drop" }, 3);
    const abort = new AbortController();
    const error = await errorOf(
      doorOf({ sleep: async () => abort.abort() }).getJson("/rows", {}, abort.signal),
    );
    expect([error.fault, received.length]).toEqual(["canceled", 1]);
  });

  it("reads no more than allowed", async () => {
    const error = await errorOf(doorOf({ maxBytes: 20 }).getJson("/rows"));
    expect(error.message).toContain("larger than 20 bytes");
    expect(received).toHaveLength(1);
  });

  it("takes an error body at the vendor's word", async () => {
    faults.fail("*", { kind: "status", status: 400, body: '{"code":"keyInvalid","message":"No such key"}' });
    const door = doorOf({
      readError: (_status, body) => ({ fault: "unauthorised", why: `It says ${JSON.stringify(body)}.` }),
    });
    expect(await errorOf(door.getJson("/rows"))).toMatchObject({ fault: "unauthorised" });
    expect(door.health().status).toBe("failed");
  });
});

describe("Retry-After", () => {
  it.each([
    ["seconds", "7"],
    ["a date", "Tue, 24 Nov 2026 15:00:07 GMT"],
  ])("is honoured as %s", async (_name, text) => {
    faults.fail("*", { kind: "throttle", retryAfterS: text });
    await doorOf().getJson("/rows");
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(7_250);
  });

  it("longer than the longest wait is an error that says how long, and closes the door meanwhile", async () => {
    faults.fail("*", { kind: "throttle", retryAfterS: 3_600 });
    const door = doorOf();
    expect(await errorOf(door.getJson("/rows"))).toMatchObject({
      fault: "throttled",
      retryAfterMs: 3_600_000,
    });
    clock.advance(1_800_000);
    expect(await errorOf(door.getJson("/rows"))).toMatchObject({
      fault: "throttled",
      retryAfterMs: 1_800_000,
    });
    expect([received.length, waits]).toEqual([1, []]);
    clock.advance(1_800_000);
    await door.getJson("/rows");
  });
});

describe("the calls allowed", () => {
  it("go out at once up to the limit, and then one by one", async () => {
    const door = doorOf({ limit: { calls: 2, perMs: 1_000 } });
    for (let count = 0; count < 4; count++) await door.getJson("/rows");
    expect(waits).toEqual([500, 500]);
  });

  it("are corrected by what the vendor counts", async () => {
    const door = doorOf();
    extra = {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Date.parse("2026-11-24T15:00:20Z") / 1_000),
    };
    await door.getJson("/rows");
    extra = {};
    await door.getJson("/rows");
    expect(waits).toEqual([20_000]);
  });

  it("used up for longer than the longest wait are an error", async () => {
    const door = doorOf({ limit: { calls: 1, perMs: 3_600_000 } });
    await door.getJson("/rows");
    expect(await errorOf(door.getJson("/rows"))).toMatchObject({
      fault: "throttled",
      retryAfterMs: 3_600_000,
    });
    expect(received).toHaveLength(1);
  });
});

describe("the circuit", () => {
  it("opens after failures in a row, refuses at once, and closes when the vendor is back", async () => {
    const door = doorOf({ attempts: 1, breaker: { failures: 3, restMs: 30_000 } });
    faults.fail("*", { kind: "status", status: 500 }, 4);
    for (let count = 0; count < 3; count++) await errorOf(door.getJson("/rows"));
    expect(await errorOf(door.getJson("/rows"))).toMatchObject({
      fault: "circuit-open",
      retryAfterMs: 30_000,
    });
    expect([received.length, door.health().status]).toEqual([3, "failed"]);
    clock.advance(30_000);
    expect((await errorOf(door.getJson("/rows"))).fault).toBe("unavailable");
    expect((await errorOf(door.getJson("/rows"))).fault).toBe("circuit-open");
    clock.advance(30_000);
    await door.getJson("/rows");
    expect([received.length, door.health().status]).toEqual([5, "ok"]);
  });

  it("is not opened by a vendor that says no", async () => {
    const door = doorOf({ attempts: 1, breaker: { failures: 2, restMs: 30_000 } });
    faults.fail("*", { kind: "status", status: 404 }, 5);
    for (let count = 0; count < 5; count++)
      expect((await errorOf(door.getJson("/rows"))).fault).toBe("not-found");
  });
});

describe("fetch for other clients", () => {
  it("finds all the vendor's hosts at a stand-in, and no host of anybody else", async () => {
    const door = doorOf();
    const answer = await door.fetch("https://quotes.acme.example/v1/last?of=AAPL", {
      headers: { "X-Mine": "1" },
    });
    expect(await answer.json()).toMatchObject({ rows: [{ price: 10 }] });
    expect(received[0]).toMatchObject({
      line: "GET /v1/last?of=AAPL",
      headers: { "x-mine": "1", "x-forwarded-host": "quotes.acme.example" },
    });
    for (const url of [
      "https://evil.example/x",
      "http://api.acme.example/x",
      "https://api.acme.example:444/",
    ])
      expect((await errorOf(door.fetch(url))).message).toContain("is no host of Acme");
    expect(received).toHaveLength(1);
  });

  it("never sends a write twice", async () => {
    faults.fail("*", { kind: "status", status: 503 });
    const error = await errorOf(
      doorOf().fetch("https://api.acme.example/orders", { method: "POST", body: "one" }),
    );
    expect(error.fault).toBe("unavailable");
    expect(received.map(({ line, body }) => [line, body])).toEqual([["POST /orders", "one"]]);
  });

  it("hands statuses that are the client's to read to the client, cookies and all", async () => {
    faults.fail("*", { kind: "status", status: 404, body: '{"chart":null}' });
    const missing = await doorOf().fetch(new Request("https://api.acme.example/chart/NONE"));
    expect([missing.status, await missing.text()]).toEqual([404, '{"chart":null}']);
    extra = { "set-cookie": "A3=1; Path=/" };
    expect((await doorOf().fetch(`${served.url}/x`)).headers.getSetCookie()).toEqual(["A3=1; Path=/"]);
  });
});

describe("a secret", () => {
  it("goes along in header or query, and is in no error", async () => {
    const door = doorOf({
      headers: () => ({ "X-Api-Key": KEY }),
      secretQuery: () => ({ api_key: `${KEY} %` }),
      readError: () => ({ fault: "unauthorised", why: `The key ${KEY} (${KEY}%20%25) is not known.` }),
    });
    faults.fail("*", { kind: "status", status: 401 });
    const error = await errorOf(door.getJson("/rows"));
    expect(received[0]?.headers["x-api-key"]).toBe(KEY);
    expect(new URL(`http://x${received[0]?.line.slice(4)}`).searchParams.get("api_key")).toBe(`${KEY} %`);
    await served.close();
    const unreachable = await errorOf(door.getJson("/rows"));
    for (const told of [error, unreachable]) {
      expect(JSON.stringify(told)).not.toContain(KEY);
      expect(`${told.stack} ${told.message} ${String(told.cause)}`).not.toContain(KEY);
    }
    expect(JSON.stringify(door.health())).not.toContain(KEY);
    expect(error.message).toContain("The key [hidden]");
  });

  it("is never sent in the open to the vendor itself", () => {
    expect(() => doorOf({ baseUrl: "http://api.acme.example" })).toThrow("is not encrypted");
  });
});
