import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { type AlpacaStandIn, openAlpaca, STAND_IN_KEY } from "../index.ts";
import { PlainClient } from "./testing/plain-client.ts";

const AUTH = { action: "auth", key: STAND_IN_KEY.id, secret: STAND_IN_KEY.secret };
let alpaca: AlpacaStandIn;
let clock: ManualClock;
const clients: PlainClient[] = [];

beforeEach(async () => {
  clock = new ManualClock("2026-11-24T15:30:20.000Z");
  alpaca = await openAlpaca({ clock, symbolLimit: 2, connectionLimit: 1, plan: "free" });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await alpaca.close();
});

function connect(path: string, codec: "msgpack" | "json"): PlainClient {
  const client = new PlainClient(`${alpaca.url.replace("http", "ws")}${path}`, codec);
  clients.push(client);
  return client;
}

async function subscribed(path: string, codec: "msgpack" | "json", wish: object): Promise<PlainClient> {
  const client = connect(path, codec);
  await client.hear({ T: "success", msg: "connected" });
  client.say(AUTH);
  await client.hear({ T: "success", msg: "authenticated" });
  client.say({ action: "subscribe", ...wish });
  await client.hear({ T: "subscription" });
  return client;
}

describe("the market-data stream", () => {
  it.each(["msgpack", "json"] as const)("tells what was subscribed to, in %s", async (codec) => {
    const client = await subscribed("/v2/iex", codec, { trades: ["AAPL"], bars: ["*"] });
    alpaca.market.trade("KO", { p: 60 });
    alpaca.market.trade("AAPL", { p: 187.5, t: "2026-11-24T15:30:19.123456789Z" });
    alpaca.market.bar("KO", { t: "2026-11-24T15:29:00Z", c: 60 });
    expect((await client.hear({ T: "b" })).S).toBe("KO");
    const trades = client.heard.filter(({ T }) => T === "t");
    expect(trades.map(({ S, p }) => [S, p])).toEqual([["AAPL", 187.5]]);
    const at =
      codec === "json" ? "2026-11-24T15:30:19.123456789Z" : { sec: 1_795_534_219, nsec: 123_456_789 };
    expect(trades[0]?.t).toEqual(at);
  });

  it("answers a subscription with the whole set; corrections and cancels follow trades", async () => {
    const client = await subscribed("/v2/iex", "json", { trades: ["AAPL"] });
    client.say({ action: "subscribe", quotes: ["KO"] });
    const set = await client.until(() => client.heard.filter(({ T }) => T === "subscription")[1]);
    expect(set).toMatchObject({
      trades: ["AAPL"],
      quotes: ["KO"],
      corrections: ["AAPL"],
      cancelErrors: ["AAPL"],
    });
    const trade = alpaca.market.trade("AAPL", { p: 10 });
    alpaca.market.correct("AAPL", trade, { p: 11, s: 50 });
    alpaca.market.cancel("AAPL", alpaca.market.trade("AAPL", { p: 12 }));
    expect(await client.hear({ T: "c" })).toMatchObject({ oi: trade.i, op: 10, cp: 11, cs: 50 });
    expect(await client.hear({ T: "x" })).toMatchObject({ S: "AAPL", p: 12 });
  });

  it("tells what the world did when the clock has moved", async () => {
    const client = await subscribed("/v2/iex", "json", { trades: ["AAPL"], bars: ["AAPL"] });
    clock.advance(60_000);
    alpaca.tick();
    await client.hear({ T: "b", S: "AAPL", t: "2026-11-24T15:30:00Z" });
    expect(client.heard.filter(({ T }) => T === "t")).toHaveLength(3);
  });

  it("goes on by itself when told to", async () => {
    const lively = await openAlpaca({ clock, tickMs: 5 });
    const client = new PlainClient(`${lively.url.replace("http", "ws")}/v2/iex`, "json");
    clients.push(client);
    await client.hear({ msg: "connected" });
    client.say(AUTH);
    client.say({ action: "subscribe", bars: ["KO"] });
    await client.hear({ T: "subscription" });
    clock.advance(60_000);
    await client.hear({ T: "b", S: "KO", t: "2026-11-24T15:30:00Z" });
    await lively.close();
  });

  it("tells news to whoever asked for one of its symbols", async () => {
    const client = await subscribed("/v1beta1/news", "msgpack", { news: ["AAPL"] });
    alpaca.market.article({ id: 1, headline: "Of others", symbols: ["KO"] });
    alpaca.market.article({ id: 2, headline: "Of Apple", symbols: ["AAPL"] });
    expect((await client.hear({ T: "n" })).headline).toBe("Of Apple");
  });

  it("tells a coin's book as a reset and then as changes", async () => {
    const client = await subscribed("/v1beta3/crypto/us", "json", { orderbooks: ["BTC/USD"] });
    alpaca.market.book("BTC/USD", [{ p: 1, s: 1 }], [{ p: 2, s: 1 }], true);
    alpaca.market.book("BTC/USD", [{ p: 1, s: 0 }], []);
    await client.until(() => client.heard.filter(({ T }) => T === "o").length === 2);
    expect(client.heard.filter(({ T }) => T === "o").map(({ r, b }) => [r, b])).toEqual([
      [true, [{ p: 1, s: 1 }]],
      [undefined, [{ p: 1, s: 0 }]],
    ]);
  });

  it("loses, repeats and reorders on demand, while REST keeps everything", async () => {
    const client = await subscribed("/v2/iex", "json", { quotes: ["AAPL"] });
    const stream = alpaca.market.stream;
    const quote = (bp: number) => alpaca.market.quote("AAPL", { bp, ap: bp + 1 });
    stream.misbehave({ lose: 1 });
    quote(1);
    stream.misbehave({ repeat: 1 });
    quote(2);
    stream.misbehave({ reorder: 1 });
    quote(3);
    quote(4);
    await stream.drained();
    expect(client.heard.filter(({ T }) => T === "q").map(({ bp }) => bp)).toEqual([2, 2, 4, 3]);
    const answer = await fetch(`${alpaca.url}/v2/stocks/AAPL/quotes?start=2026-11-24T15:30:20Z`, {
      headers: { "APCA-API-KEY-ID": STAND_IN_KEY.id, "APCA-API-SECRET-KEY": STAND_IN_KEY.secret },
    });
    const { quotes } = (await answer.json()) as { quotes: { bp: number }[] };
    expect(quotes.map(({ bp }) => bp)).toEqual([1, 2, 3, 4]);
  });
});

describe("errors of the market-data stream", () => {
  it("refuses a wrong key and ends", async () => {
    const client = connect("/v2/iex", "json");
    await client.hear({ msg: "connected" });
    client.say({ ...AUTH, secret: "wrong" });
    expect(await client.hear({ T: "error" })).toEqual({ T: "error", code: 402, msg: "auth failed" });
    await client.until(() => client.isClosed);
  });

  it("ends what gives no key in time", async () => {
    const hasty = await openAlpaca({ clock, authTimeoutMs: 5 });
    const client = new PlainClient(`${hasty.url.replace("http", "ws")}/v2/iex`, "json");
    clients.push(client);
    expect((await client.hear({ T: "error" })).code).toBe(404);
    await client.until(() => client.isClosed);
    await hasty.close();
  });

  it("takes one connection a feed, and so many symbols", async () => {
    const first = await subscribed("/v2/iex", "json", { trades: ["AAPL"], quotes: ["KO"] });
    const second = connect("/v2/iex", "json");
    await second.hear({ msg: "connected" });
    second.say(AUTH);
    expect((await second.hear({ T: "error" })).code).toBe(406);
    first.say({ action: "subscribe", trades: ["MSFT"] });
    expect((await first.hear({ T: "error" })).code).toBe(405);
    first.say(AUTH);
    expect((await first.hear({ code: 403 })).msg).toBe("already authenticated");
  });

  it("says what it does not understand, and whom it does not know", async () => {
    const client = connect("/v2/iex", "json");
    await client.hear({ msg: "connected" });
    client.sayRaw("no json");
    expect((await client.hear({ T: "error" })).code).toBe(400);
    client.say({ action: "subscribe", trades: ["AAPL"] });
    expect((await client.hear({ code: 401 })).msg).toBe("not authenticated");
  });

  it("sells the consolidated tape to subscribers only", async () => {
    const client = connect("/v2/sip", "json");
    await client.hear({ msg: "connected" });
    client.say(AUTH);
    expect((await client.hear({ T: "error" })).code).toBe(409);
  });
});
