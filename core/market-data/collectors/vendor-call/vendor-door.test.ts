import { describe, expect, it } from "vitest";
import type { HttpFault } from "#stand-ins/loopback";
import { acme, doorOf, errorOf, KEY, openForEachTest, urlOfAcme } from "./testing/acme.ts";

openForEachTest();

describe("a read through the vendor's door", () => {
  it("brings the JSON, and says that the vendor answers", async () => {
    const door = doorOf();
    expect(await door.getJson("/rows", { of: "AAPL", page: undefined })).toMatchObject({
      rows: [{ price: 10 }],
    });
    expect(acme.received[0]?.line).toBe("GET /rows?of=AAPL");
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
    acme.faults.fail("*", fault, 2);
    await expect(doorOf({ throttleMs: 1_000 }).getJson("/rows")).resolves.toBeTruthy();
    expect(acme.received).toHaveLength(3);
    expect(acme.waits.length).toBeGreaterThanOrEqual(2);
  });

  it.each<[HttpFault, string]>([
    [{ kind: "status", status: 500 }, "unavailable"],
    [{ kind: "drop" }, "unavailable"],
    [{ kind: "truncate" }, "truncated"],
    [{ kind: "truncate", isEnded: true }, "truncated"],
    [{ kind: "html" }, "malformed"],
    [{ kind: "throttle" }, "throttled"],
  ])("that meets %j three times is %s", async (fault, name) => {
    acme.faults.fail("*", fault, 3);
    expect((await errorOf(doorOf().getJson("/rows"))).fault).toBe(name);
    expect(acme.received).toHaveLength(3);
  });

  it.each([
    [400, "bad-request"],
    [401, "unauthorised"],
    [403, "forbidden"],
    [404, "not-found"],
  ])("refused with %i is %s and not tried again", async (status, fault) => {
    acme.faults.fail("*", { kind: "status", status });
    expect((await errorOf(doorOf().getJson("/rows"))).fault).toBe(fault);
    expect(acme.received).toHaveLength(1);
    expect(acme.waits).toEqual([]);
  });

  it("waits between half and the whole of a doubling time", async () => {
    acme.faults.fail("*", { kind: "drop" }, 8);
    await errorOf(doorOf({ random: () => 0, attempts: 3 }).getJson("/rows"));
    await errorOf(doorOf({ random: () => 0.999, attempts: 3 }).getJson("/rows"));
    expect(acme.waits).toEqual([250, 500, 499, 999]);
  });

  it("ends when nothing comes", async () => {
    acme.faults.fail("*", { kind: "hang" }, 2);
    const error = await errorOf(doorOf({ timeoutMs: 30, attempts: 2 }).getJson("/rows"));
    expect(error.fault).toBe("timeout");
    expect(acme.received).toHaveLength(2);
  });

  it("ends when told to, while it waits for an answer", async () => {
    acme.faults.fail("*", { kind: "hang" });
    const abort = new AbortController();
    const error = errorOf(doorOf().getJson("/rows", {}, abort.signal));
    await expect.poll(() => acme.received.length, { timeout: 10_000 }).toBe(1);
    abort.abort();
    expect((await error).fault).toBe("canceled");
    expect(acme.received).toHaveLength(1);
  });

  it("ends when told to, between two tries", async () => {
    acme.faults.fail("*", { kind: "drop" }, 3);
    const abort = new AbortController();
    const error = await errorOf(
      doorOf({ sleep: async () => abort.abort() }).getJson("/rows", {}, abort.signal),
    );
    expect([error.fault, acme.received.length]).toEqual(["canceled", 1]);
  });

  it("reads no more than allowed", async () => {
    const error = await errorOf(doorOf({ maxBytes: 20 }).getJson("/rows"));
    expect(error.message).toContain("larger than 20 bytes");
    expect(acme.received).toHaveLength(1);
  });

  it("takes an error body at the vendor's word", async () => {
    acme.faults.fail("*", {
      kind: "status",
      status: 400,
      body: '{"code":"keyInvalid","message":"No such key"}',
    });
    const door = doorOf({
      readError: (_status, body) => ({ fault: "unauthorised", why: `It says ${JSON.stringify(body)}.` }),
    });
    expect(await errorOf(door.getJson("/rows"))).toMatchObject({ fault: "unauthorised" });
    expect(door.health().status).toBe("failed");
  });
});

describe("fetch for other clients", () => {
  it("finds all the vendor's hosts at a stand-in, and no host of anybody else", async () => {
    const door = doorOf();
    const answer = await door.fetch("https://quotes.acme.example/v1/last?of=AAPL", {
      headers: { "X-Mine": "1" },
    });
    expect(await answer.json()).toMatchObject({ rows: [{ price: 10 }] });
    expect(acme.received[0]).toMatchObject({
      line: "GET /v1/last?of=AAPL",
      headers: { "x-mine": "1", "x-forwarded-host": "quotes.acme.example" },
    });
    for (const url of [
      "https://evil.example/x",
      "http://api.acme.example/x",
      "https://api.acme.example:444/",
    ])
      expect((await errorOf(door.fetch(url))).message).toContain("is no host of Acme");
    expect(acme.received).toHaveLength(1);
  });

  it("never sends a write twice", async () => {
    acme.faults.fail("*", { kind: "status", status: 503 });
    const error = await errorOf(
      doorOf().fetch("https://api.acme.example/orders", { method: "POST", body: "one" }),
    );
    expect(error.fault).toBe("unavailable");
    expect(acme.received.map(({ line, body }) => [line, body])).toEqual([["POST /orders", "one"]]);
  });

  it("hands statuses that are the client's to read to the client, cookies and all", async () => {
    acme.faults.fail("*", { kind: "status", status: 404, body: '{"chart":null}' });
    const missing = await doorOf().fetch(new Request("https://api.acme.example/chart/NONE"));
    expect([missing.status, await missing.text()]).toEqual([404, '{"chart":null}']);
    acme.headers = { "set-cookie": "A3=1; Path=/" };
    expect((await doorOf().fetch(`${urlOfAcme()}/x`)).headers.getSetCookie()).toEqual(["A3=1; Path=/"]);
  });
});

describe("a secret", () => {
  it("goes along in header or query, and is in no error", async () => {
    const door = doorOf({
      headers: () => ({ "X-Api-Key": KEY }),
      secretQuery: () => ({ api_key: `${KEY} %` }),
      readError: () => ({ fault: "unauthorised", why: `The key ${KEY} (${KEY}%20%25) is not known.` }),
    });
    acme.faults.fail("*", { kind: "status", status: 401 });
    const error = await errorOf(door.getJson("/rows"));
    expect(acme.received[0]?.headers["x-api-key"]).toBe(KEY);
    expect(new URL(`http://x${acme.received[0]?.line.slice(4)}`).searchParams.get("api_key")).toBe(
      `${KEY} %`,
    );
    await acme.served?.close();
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
