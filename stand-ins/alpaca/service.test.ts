import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { openAlpaca, STAND_IN_KEY, type TradeUpdate } from "./index.ts";
import { alpaca, call, clock, HEADERS, limit, market, openForEachTest, place } from "./testing/customer.ts";

openForEachTest();

describe("the Alpaca stand-in's service", () => {
  it("counts calls and says when there were too many", async () => {
    const small = await openAlpaca({ clock, rateLimit: 1 });
    const ask = () => fetch(`${small.url}/v2/account`, { headers: HEADERS });
    const [first, second] = [await ask(), await ask()];
    await small.close();
    expect([first.status, second.status]).toEqual([200, 429]);
    expect(first.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(second.headers.get("x-ratelimit-reset")).toBe(String(Date.parse("2026-11-24T15:01:00Z") / 1_000));
  });

  it("lets nobody in with a wrong or a revoked key", async () => {
    const wrong = await fetch(`${alpaca.url}/v2/account`, {
      headers: { ...HEADERS, "APCA-API-KEY-ID": "PKOTHER" },
    });
    alpaca.isRevoked = true;
    expect([wrong.status, (await call("GET", "/account")).status]).toEqual([401, 401]);
  });

  it("can take an order and break off, or break off before it", async () => {
    alpaca.fail("POST /v2/orders", { kind: "drop", isDone: true });
    await expect(call("POST", "/orders", limit({ client_order_id: "taken" }))).rejects.toThrow();
    alpaca.fail("POST /v2/orders", { kind: "drop" });
    await expect(call("POST", "/orders", limit({ client_order_id: "lost" }))).rejects.toThrow();
    expect([alpaca.takenCount("taken"), alpaca.takenCount("lost")]).toEqual([1, 0]);
  });

  it("shows lists as they stood some seconds ago, and what a list leaves out by its id", async () => {
    alpaca.lag.ordersMs = 5_000;
    alpaca.lag.positionsMs = 5_000;
    const { id } = await place(market());
    expect([(await call("GET", "/orders?status=all")).body, (await call("GET", "/positions")).body]).toEqual([
      [],
      [],
    ]);
    clock.advance(5_000);
    expect((await call("GET", "/positions")).body).toHaveLength(1);
    alpaca.hidden.add(id);
    expect((await call("GET", "/orders?status=all")).body).toEqual([]);
    expect((await call("GET", `/orders/${id}`)).status).toBe(200);
  });
});

describe("the Alpaca stand-in's stream", () => {
  /** Connects as the client does and collects what is told. */
  async function listen() {
    const socket = new WebSocket(alpaca.url.replace("http", "ws").concat("/stream"));
    const heard: { stream: string; data: Record<string, unknown>; isBinary: boolean }[] = [];
    socket.on("message", (data, isBinary) => heard.push({ ...JSON.parse(String(data)), isBinary }));
    await new Promise((resolve) => socket.once("open", resolve));
    const say = (message: object) => socket.send(JSON.stringify(message));
    say({ action: "authenticate", data: { key_id: STAND_IN_KEY.id, secret_key: STAND_IN_KEY.secret } });
    say({ action: "listen", data: { streams: ["trade_updates", "account_updates"] } });
    await alpaca.until(() => alpaca.stream.listening > 0);
    const updates = () =>
      heard
        .filter(({ stream }) => stream === "trade_updates")
        .map(({ data }) => data as unknown as TradeUpdate);
    return { socket, heard, updates };
  }
  /** Everything sent so far has arrived once a pong comes back behind it. */
  const drained = (socket: WebSocket) =>
    new Promise((resolve) => {
      socket.once("pong", resolve);
      socket.ping();
    });

  it("authorizes, listens and tells an order's life in binary frames", async () => {
    const { socket, heard, updates } = await listen();
    await place(market());
    await drained(socket);
    expect(heard.slice(0, 2)).toMatchObject([
      { stream: "authorization", data: { status: "authorized" }, isBinary: true },
      { stream: "listening", data: { streams: ["trade_updates"] } },
    ]);
    expect(updates().map(({ event }) => event)).toEqual(["pending_new", "new", "fill"]);
    expect(updates()[2]).toMatchObject({
      price: "100.01",
      qty: "10",
      position_qty: "10",
      order: { status: "filled" },
    });
    socket.terminate();
  });

  it("loses, repeats and reorders frames when told to", async () => {
    const { socket, updates } = await listen();
    alpaca.stream.misbehave({ lose: 1, repeat: 1 });
    await place(limit({ client_order_id: "a" }));
    alpaca.stream.misbehave({ reorder: 1 });
    await place(limit({ client_order_id: "b" }));
    await drained(socket);
    expect(updates().map(({ event, order }) => [order.client_order_id, event])).toEqual([
      ["a", "new"],
      ["a", "new"],
      ["b", "new"],
      ["b", "pending_new"],
    ]);
    socket.terminate();
  });

  it("takes an execution back, and lets a fill be faster than a cancel", async () => {
    const { socket, updates } = await listen();
    const order = await place(limit({ client_order_id: "slow" }));
    alpaca.engine.holdsChanges = true;
    await call("DELETE", `/orders/${order.id}`);
    alpaca.setQuote("AAPL", "89", "89.5");
    alpaca.engine.settleCancels();
    expect(alpaca.order("slow")?.status).toBe("filled");
    await drained(socket);
    const execution = updates().find(({ event }) => event === "fill")?.execution_id ?? "";
    alpaca.engine.bust(execution);
    await drained(socket);
    expect(updates().at(-1)).toMatchObject({ event: "trade_bust", previous_execution_id: execution });
    expect((await call("GET", "/positions")).body).toEqual([]);
    socket.terminate();
  });
});
