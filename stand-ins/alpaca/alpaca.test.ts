import { describe, expect, it } from "vitest";
import { alpaca, call, clock, limit, market, openForEachTest, place } from "./testing/customer.ts";

openForEachTest();

describe("the Alpaca stand-in's orders", () => {
  it("answers pending_new, and a market order then fills at the offer", async () => {
    const { body } = await call("POST", "/orders", market());
    expect(body).toMatchObject({ status: "pending_new", qty: "10", filled_qty: "0", order_type: "market" });
    const after = (await call("GET", `/orders/${body.id}`)).body;
    expect(after).toMatchObject({ status: "filled", filled_qty: "10", filled_avg_price: "100.01" });
    expect((await call("GET", "/positions/AAPL")).body).toMatchObject({
      qty: "10",
      avg_entry_price: "100.01",
    });
    expect((await call("GET", "/account/activities/FILL")).body).toMatchObject([
      { activity_type: "FILL", type: "fill", cum_qty: "10", leaves_qty: "0", order_id: body.id },
    ]);
  });

  it("lets a limit rest until the market reaches it, and trades only what is shown", async () => {
    const { id } = await place(limit({ limit_price: "99" }));
    alpaca.setQuote("AAPL", "98.5", "98.9", { askSize: "4" });
    expect((await call("GET", `/orders/${id}`)).body).toMatchObject({
      status: "partially_filled",
      filled_qty: "4",
      filled_avg_price: "98.9",
    });
    alpaca.setQuote("AAPL", "98.5", "98.8");
    expect((await call("GET", `/orders/${id}`)).body).toMatchObject({ status: "filled", filled_qty: "10" });
  });

  it("takes a client id once for ever, also after a cancel", async () => {
    const { id } = await place(limit({ client_order_id: "mine" }));
    expect((await call("DELETE", `/orders/${id}`)).status).toBe(204);
    const again = await call("POST", "/orders", limit({ client_order_id: "mine" }));
    expect([again.status, again.body]).toEqual([
      422,
      { code: 40010001, message: "client_order_id must be unique" },
    ]);
  });

  it.each([
    ["a sub-penny price", limit({ limit_price: "90.001" }), 422, 42210000],
    ["no quantity", limit({ qty: undefined }), 422, 40010001],
    ["money without a market order", limit({ qty: undefined, notional: "50" }), 422, 40010001],
    ["a fraction that lasts", limit({ qty: "1.5", time_in_force: "gtc" }), 422, 42210000],
    ["a fraction of what trades whole", market({ symbol: "BRK.A", qty: "0.5" }), 422, 42210000],
    ["an asset that is not tradable", limit({ symbol: "HALT" }), 422, 42210000],
    ["more than the buying power", limit({ qty: "3000" }), 403, 40310000],
    ["extended hours for a market order", market({ extended_hours: true }), 422, 42210000],
    [
      "a bracket upside down",
      limit({ order_class: "bracket", take_profit: { limit_price: "80" }, stop_loss: { stop_price: "85" } }),
      422,
      42210000,
    ],
    [
      "a lasting auction order with a stop",
      { ...limit({ type: "stop", stop_price: "110", time_in_force: "cls" }), limit_price: undefined },
      422,
      42210000,
    ],
  ])("refuses %s", async (_name, order, status, code) => {
    const refused = await call("POST", "/orders", order);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(alpaca.engine.orders).toEqual([]);
  });

  it("closes a position at most, and shorts only from zero", async () => {
    await place(market());
    const crossing = await call("POST", "/orders", market({ side: "sell", qty: "11" }));
    expect([crossing.status, crossing.body]).toEqual([
      403,
      expect.objectContaining({ code: 40310000, symbol: "AAPL", available: "10", existing_qty: "10" }),
    ]);
    await place(market({ side: "sell" }));
    await place(market({ side: "sell", qty: "3" }));
    expect((await call("GET", "/positions")).body).toMatchObject([{ qty: "-3", side: "short" }]);
  });

  it("reserves buying power and shares for what is open", async () => {
    const before = Number((await call("GET", "/account")).body.buying_power);
    await place(limit({ limit_price: "50" }));
    expect(Number((await call("GET", "/account")).body.buying_power)).toBe(before - 500);
    await place(market());
    await place(limit({ side: "sell", limit_price: "120", qty: "7" }));
    expect((await call("GET", "/positions/AAPL")).body).toMatchObject({ qty: "10", qty_available: "3" });
  });

  it("sees a wash trade coming", async () => {
    await place(limit({ limit_price: "95" }));
    const opposite = await call("POST", "/orders", limit({ side: "sell", limit_price: "94" }));
    expect(opposite.body).toMatchObject({
      code: 40310000,
      reject_reason: "opposite side limit order exists",
    });
  });

  it("holds the exits of a bracket until the entry is filled whole; one ends the other", async () => {
    const entry = await place(
      limit({
        order_class: "bracket",
        take_profit: { limit_price: "110" },
        stop_loss: { stop_price: "80", limit_price: "79" },
      }),
    );
    expect(entry.legs?.map(({ status }) => status)).toEqual(["held", "held"]);
    alpaca.setQuote("AAPL", "89.9", "90", { askSize: "4" });
    expect(alpaca.order(entry.client_order_id)?.legs?.[0]?.status).toBe("held");
    alpaca.setQuote("AAPL", "89.9", "90");
    expect(alpaca.order(entry.client_order_id)?.legs?.map(({ status }) => status)).toEqual(["new", "new"]);
    alpaca.setQuote("AAPL", "111", "111.1");
    expect(alpaca.order(entry.client_order_id)?.legs?.map(({ status }) => status)).toEqual([
      "filled",
      "canceled",
    ]);
    expect((await call("GET", "/positions")).body).toEqual([]);
  });

  it("triggers a stop into a limit, and moves a trailing stop only towards the market", async () => {
    await place(market({ qty: "20" }));
    const stop = await place(
      limit({ side: "sell", type: "stop_limit", stop_price: "95", limit_price: "94" }),
    );
    const trailing = await place(market({ side: "sell", type: "trailing_stop", trail_percent: "10" }));
    alpaca.setQuote("AAPL", "120", "120.02");
    alpaca.setQuote("AAPL", "110", "110.02");
    expect((await call("GET", `/orders/${trailing.id}`)).body).toMatchObject({
      hwm: "120",
      stop_price: "108",
    });
    alpaca.setQuote("AAPL", "93", "93.02");
    const [gapped, sold] = [alpaca.order(stop.client_order_id), alpaca.order(trailing.client_order_id)];
    expect([gapped?.status, sold?.status, sold?.filled_avg_price]).toEqual(["new", "filled", "93"]);
  });

  it("ends day orders at the close, lets a lasting one go on, and trades an opening order at the open", async () => {
    clock.set("2026-11-24T12:00:00Z");
    alpaca.tick();
    const opening = await place(market({ time_in_force: "opg", qty: "1" }));
    const day = await place(limit());
    const lasting = await place(limit({ time_in_force: "gtc" }));
    expect([opening.status, day.status]).toEqual(["accepted", "accepted"]);
    clock.set("2026-11-24T14:30:00Z");
    alpaca.tick();
    expect(alpaca.order(opening.client_order_id)?.status).toBe("filled");
    clock.set("2026-11-24T21:00:00Z");
    alpaca.tick();
    expect(alpaca.order(day.client_order_id)?.status).toBe("expired");
    expect(alpaca.order(lasting.client_order_id)?.status).toBe("new");
  });

  it("fills all or nothing, or at once or never, as told", async () => {
    alpaca.setQuote("AAPL", "99.99", "100.01", { askSize: "4" });
    expect(await place(limit({ limit_price: "101", time_in_force: "fok" }))).toMatchObject({
      status: "canceled",
      filled_qty: "0",
    });
    expect(await place(limit({ limit_price: "101", time_in_force: "ioc" }))).toMatchObject({
      status: "canceled",
      filled_qty: "4",
    });
  });

  it("trades outside the session only what asked for it", async () => {
    clock.set("2026-11-24T22:00:00Z");
    alpaca.tick();
    const late = await place(limit({ limit_price: "101", extended_hours: true }));
    const waiting = await place(limit({ limit_price: "101" }));
    expect([late.status, waiting.status]).toEqual(["filled", "accepted"]);
  });

  it("replaces an order by a new one under a new id", async () => {
    const old = await place(limit());
    const { body } = await call("PATCH", `/orders/${old.id}`, { limit_price: "91" });
    expect(body).toMatchObject({ replaces: old.id, limit_price: "91", qty: "10" });
    expect((await call("GET", `/orders/${old.id}`)).body).toMatchObject({
      status: "replaced",
      replaced_by: body.id,
    });
    alpaca.engine.holdsChanges = true;
    await call("PATCH", `/orders/${body.id}`, { limit_price: "92" });
    expect((await call("DELETE", `/orders/${body.id}`)).body).toMatchObject({ code: 42210000 });
  });

  it("tells the clock and the calendar in New York's time", async () => {
    expect((await call("GET", "/clock")).body).toMatchObject({
      timestamp: "2026-11-24T10:00:00.000000000-05:00",
      is_open: true,
      next_close: "2026-11-24T16:00:00.000000000-05:00",
    });
    const { body } = await call("GET", "/calendar?start=2026-11-26&end=2026-11-28");
    expect(body).toMatchObject([
      { date: "2026-11-27", open: "09:30", close: "13:00", session_close: "1700" },
    ]);
  });

  it("stops taking orders when a person suspended trading", async () => {
    await call("PATCH", "/account/configurations", { suspend_trade: true });
    expect((await call("POST", "/orders", limit())).status).toBe(403);
    expect((await call("GET", "/account")).body.trade_suspended_by_user).toBe(true);
  });
});
