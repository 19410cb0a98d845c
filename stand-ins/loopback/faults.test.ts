import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerWithFault, FaultQueue, type HttpCall, type HttpFault } from "./faults.ts";
import { type LoopbackServer, serveOnLoopback } from "./serve-on-loopback.ts";

const RIGHT = { rows: [{ price: 10 }, { price: 20 }], next: "page two" };
let faults: FaultQueue;
let served: LoopbackServer;
let outcomes: HttpCall["outcome"][];

beforeEach(async () => {
  faults = new FaultQueue();
  outcomes = [];
  served = await serveOnLoopback(async (request, response) => {
    outcomes.push(
      await answerWithFault(faults, request, response, () => ({ status: 200, body: JSON.stringify(RIGHT) })),
    );
  });
});

afterEach(async () => {
  faults.clear();
  await served.close();
});

const ask = (path = "/rows?of=AAPL", signal?: AbortSignal) => fetch(`${served.url}${path}`, { signal });

describe("faults on loopback", () => {
  it("meet the next calls they name, so many times, and no others", async () => {
    faults.fail("/rows", { kind: "status", status: 503 }, 2);
    const statuses = [];
    for (const path of ["/other", "/rows", "/rows", "/rows"]) statuses.push((await ask(path)).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    expect(outcomes).toEqual([200, "status", "status", 200]);
  });

  it.each<[string, HttpFault, number, Record<string, string | null>]>([
    ["throttle with a time", { kind: "throttle", retryAfterS: 7 }, 429, { "retry-after": "7" }],
    ["throttle without one", { kind: "throttle" }, 429, { "retry-after": null }],
    ["send a page for JSON", { kind: "html" }, 200, { "content-type": "text/html; charset=utf-8" }],
    [
      "fail with a page",
      { kind: "status", status: 502, html: true },
      502,
      { "content-type": "text/html; charset=utf-8" },
    ],
  ])("%s", async (_name, fault, status, headers) => {
    faults.fail("*", fault);
    const answer = await ask();
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value);
  });

  it("replace one field and leave the others", async () => {
    faults.fail("AAPL", { kind: "wrong-type", path: "rows.1.price", value: "much" });
    expect(await (await ask()).json()).toEqual({ ...RIGHT, rows: [{ price: 10 }, { price: "much" }] });
  });

  it("cut an answer in the middle, openly or as if it were whole", async () => {
    faults.fail("*", { kind: "truncate" });
    await expect(ask().then((answer) => answer.text())).rejects.toThrow();
    faults.fail("*", { kind: "truncate", isEnded: true });
    const text = await (await ask()).text();
    expect(JSON.stringify(RIGHT).startsWith(text)).toBe(true);
    expect(() => JSON.parse(text)).toThrow();
  });

  it("break the connection, and hang until told otherwise", async () => {
    faults.fail("*", { kind: "drop" });
    await expect(ask()).rejects.toThrow();
    faults.fail("*", { kind: "hang" });
    const hanging = ask().then(
      () => "answered",
      () => "broken off",
    );
    await expect.poll(() => outcomes.length, { timeout: 10_000 }).toBe(2);
    faults.clear();
    expect(await hanging).toBe("broken off");
  });

  it("answer rightly, only later", async () => {
    faults.fail("*", { kind: "slow", ms: 5 });
    expect(await (await ask()).json()).toEqual(RIGHT);
    expect(outcomes).toEqual(["slow"]);
  });
});
