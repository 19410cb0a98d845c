import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { Quote } from "#core/model";
import { apiKeys } from "#db";
import { listen, type RunningServer } from "#server";
import type { BuiltDesk } from "./desk.ts";
import { tellQuotes } from "./tell-quotes.ts";
import { NOW, openServedDesk, type ServedDesk } from "./testing/served-desk.ts";

let served: ServedDesk;
let built: BuiltDesk;
let server: RunningServer;
let key: string;
const open: WebSocket[] = [];

beforeAll(async () => {
  served = await openServedDesk();
  built = served.built;
  server = await listen(served.app, "127.0.0.1", 0);
  key = await served.keyFor("viewer");
});
afterAll(async () => {
  for (const socket of open) socket.terminate();
  await server.close();
  await served.close();
});

/** A client that keeps what it is told and can wait for the next message. */
async function subscriber(headers: Record<string, string> = { authorization: `Bearer ${key}` }) {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/market`, { headers });
  open.push(socket);
  const told: Record<string, unknown>[] = [];
  let arrived = () => {};
  socket.on("message", (data) => {
    told.push(JSON.parse(String(data)));
    arrived();
  });
  await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return {
    socket,
    send: (message: object | string) =>
      socket.send(typeof message === "string" ? message : JSON.stringify(message)),
    next: async (): Promise<Record<string, unknown>> => {
      while (told.length === 0)
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      return told.shift() ?? {};
    },
    closed: new Promise<number>((resolve) => socket.once("close", (code) => resolve(code))),
  };
}

const quote = (symbol: string, bid: number): Quote => ({
  symbol,
  bid,
  ask: bid + 0.02,
  bidSize: 100,
  askSize: 100,
  occurredAt: NOW,
  knownAt: NOW,
  source: "simulated",
});
const tell = (...quotes: Quote[]) => built.feed.publish({ receivedAt: NOW, quotes });

describe("/api/market", () => {
  it("tells how things stand, by company name too, then ticks, and what was missed when asked", async () => {
    const client = await subscriber();
    client.send({ type: "subscribe", symbols: ["apple", "KO"] });
    const first = await client.next();
    expect(first).toMatchObject({
      type: "snapshot",
      symbols: ["AAPL", "KO"],
      kinds: ["quote"],
      at: NOW,
      vendors: [],
      quotes: [{ symbol: "AAPL", source: "simulated" }, { symbol: "KO" }],
      ticks: [],
    });
    tell(quote("KO", 60), quote("MSFT", 400));
    tell(quote("AAPL", 100));
    const [one, two] = [await client.next(), await client.next()];
    expect(one).toMatchObject({
      type: "ticks",
      after: first.seq,
      ticks: [{ symbol: "KO", fact: { bid: 60 } }],
    });
    expect(two).toMatchObject({ type: "ticks", after: one.seq, ticks: [{ symbol: "AAPL" }] });
    client.send({ type: "since", seq: first.seq });
    expect(await client.next()).toMatchObject({
      type: "ticks",
      after: first.seq,
      ticks: [{ symbol: "KO" }, { symbol: "AAPL" }],
    });
    client.send({ type: "since", seq: 1 });
    expect(await client.next()).toMatchObject({
      type: "snapshot",
      reason: expect.stringContaining("no longer kept"),
    });
  });

  it("says what is wrong with a message, and goes on", async () => {
    const client = await subscriber();
    client.send("hello");
    expect(await client.next()).toMatchObject({
      type: "refused",
      error: { what: "The message is not JSON." },
    });
    client.send({ type: "subscribe", symbols: ["APPEL"] });
    expect(await client.next()).toMatchObject({
      type: "refused",
      error: { what: expect.stringContaining("APPEL") },
    });
    client.send({ type: "subscribe", symbols: ["KO"], kinds: ["dividend"] });
    expect(await client.next()).toMatchObject({ type: "refused", error: { code: "INVALID_INPUT" } });
    client.send({ type: "subscribe", symbols: ["KO"] });
    expect(await client.next()).toMatchObject({ type: "snapshot", symbols: ["KO"] });
  });

  it("holds no more for a client that does not read than for others, and tells it how many were left out", async () => {
    const client = await subscriber();
    client.send({ type: "subscribe", symbols: ["KO"] });
    await client.next();
    client.socket.pause();
    // Some 40 MB, more than the system's own buffers of a connection take.
    for (let round = 0; round < 200; round++) {
      tell(...Array.from({ length: 800 }, (_, index) => quote("KO", round + index / 1_000)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    client.socket.resume();
    let [told, last] = [0, await client.next()];
    for (; last.type === "ticks"; last = await client.next()) told += (last.ticks as object[]).length;
    expect(last).toMatchObject({
      type: "snapshot",
      seq: built.feed.latestSeq(),
      reason: `You read slower than ticks come: ${160_000 - told} were left out.`,
      ticks: [{ fact: { bid: 199.799 } }],
    });
    expect(told).toBeLessThan(160_000);
  });

  it("ends a line that talks too much", async () => {
    const client = await subscriber();
    for (let message = 0; message < 41; message++) client.send({ type: "since", seq: 1 });
    expect(await client.closed).toBe(4429);
  });

  it("tells quotes that nobody told: of the made-up market each second, and of none that nobody wants", async () => {
    const client = await subscriber();
    client.send({ type: "subscribe", symbols: ["JPM"] });
    await client.next();
    const before = built.feed.latestSeq();
    served.clock.advance(1_000);
    await tellQuotes(built);
    await tellQuotes(built);
    expect(await client.next()).toMatchObject({
      type: "ticks",
      ticks: [{ symbol: "JPM", fact: { source: "simulated", occurredAt: served.clock.now().toISOString() } }],
    });
    const told = built.feed.since(before, ["JPM", "NVDA"], ["quote"]);
    expect(told?.map(({ symbol }) => symbol)).toEqual(["JPM"]);
  });

  it("is for those with a seat only, and no longer than they have it", async () => {
    await expect(subscriber({})).rejects.toThrow("401");
    await expect(subscriber({ origin: "https://elsewhere.example" })).rejects.toThrow("403");
    await built.desk.db.update(apiKeys).set({ revokedAt: new Date(NOW) });
    await expect(subscriber()).rejects.toThrow("401");
  });
});
