import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BrokerEvent,
  Decimal,
  type Fill,
  type Order,
  type OrderState,
  type OrderTerms,
  toText,
} from "#core/model";
import { applyBrokerEvent, LEGAL_EDGES, type OrderStep } from "./lifecycle.ts";
import type { OrderBooks } from "./order-books.ts";

const SEED = 20_261_124;
const AT = "2026-11-24T15:00:00.000Z";

/** A buy of 10 at 100 or better, being sent. */
function anOrder(terms: Partial<OrderTerms> = {}, state: OrderState = "sending"): Order {
  return {
    clientOrderId: "sim-1",
    proposalId: "prp_1",
    clearanceId: "clr_1",
    terms: {
      environment: "sim",
      account: "paper",
      symbol: "AAPL",
      side: "buy",
      quantity: "10",
      type: "limit",
      limitPrice: "100",
      timeInForce: "day",
      ...terms,
    },
    state,
    filledQuantity: "0",
    averageFillPrice: null,
    brokerOrderId: null,
    cancelRequestedAt: null,
    reason: null,
    source: "simulated",
    createdAt: AT,
    updatedAt: AT,
  };
}

const to = { clientOrderId: "sim-1", at: AT };
const accepted: BrokerEvent = { kind: "accepted", brokerOrderId: "b", ...to };
const canceled: BrokerEvent = { kind: "canceled", reason: "asked", ...to };
const expired: BrokerEvent = { kind: "expired", ...to };
const fill = (executionId: string, quantity: string, price = "100"): BrokerEvent => ({
  kind: "fill",
  brokerOrderId: "b",
  executionId,
  quantity,
  price,
  fee: "0",
  source: "simulated",
  ...to,
});
const bust = (executionId: string): BrokerEvent => ({
  kind: "bust",
  executionId,
  reason: "clearly erroneous",
  ...to,
});

/** Folds a story into an order, checking each step against the table of legal moves. */
function live(
  order: Order,
  story: readonly BrokerEvent[],
): { order: Order; last: OrderStep; halted: boolean } {
  let now = order;
  let books: OrderBooks = { fills: [], busted: new Set() };
  let [last, halted]: [OrderStep, boolean] = [{ kind: "repeat" }, false];
  for (const event of story) {
    last = applyBrokerEvent(now, event, books);
    if (last.kind === "anomaly") halted = true;
    if (last.kind !== "applied") continue;
    if (last.order.state !== now.state) expect(LEGAL_EDGES[now.state]).toContain(last.order.state);
    now = last.order;
    const { booking } = last;
    if (booking?.kind === "fill") books = { ...books, fills: [...books.fills, booked(now, booking.fill)] };
    if (booking?.kind === "bust")
      books = { ...books, busted: new Set([...books.busted, booking.taken.executionId]) };
  }
  return { order: now, last, halted };
}
const booked = ({ terms }: Order, event: Extract<BrokerEvent, { kind: "fill" }>): Fill => ({
  ...event,
  symbol: terms.symbol,
  side: terms.side,
  filledAt: event.at,
});
const ends = (story: BrokerEvent[], order = anOrder()) => {
  const { order: end, halted } = live(order, story);
  return `${halted ? "halted, " : ""}${end.state} ${end.filledQuantity} at ${end.averageFillPrice}`;
};

describe("an order's life", () => {
  it.each<[string, BrokerEvent[], string]>([
    [
      "is filled in parts, priced by what was paid",
      [accepted, fill("1", "4", "99"), fill("2", "6", "99.5")],
      "filled 10 at 99.3",
    ],
    ["fills before it is acknowledged", [fill("1", "4"), accepted], "partially-filled 4 at 100"],
    ["counts a repeated fill once", [fill("1", "4"), fill("1", "4")], "partially-filled 4 at 100"],
    ["stays canceled when a part fills late", [accepted, canceled, fill("1", "4")], "canceled 4 at 100"],
    [
      "is filled after all when the whole fills late",
      [accepted, expired, fill("1", "10")],
      "filled 10 at 100",
    ],
    [
      "is over when the broker replaces it",
      [accepted, { kind: "replaced", replacedBy: "b2", ...to }],
      "canceled 0 at null",
    ],
    [
      "halts on more than was ordered, and books none of it",
      [fill("1", "10"), fill("2", "0.000001")],
      "halted, filled 10 at 100",
    ],
    ["halts on a worse price than its limit", [fill("1", "1", "100.000001")], "halted, sending 0 at null"],
    [
      "gives a fill back that is taken back",
      [fill("1", "4", "98"), fill("2", "3", "99"), bust("1")],
      "partially-filled 3 at 99",
    ],
    ["stands unfilled when all of it is taken back", [fill("1", "4"), bust("1")], "accepted 0 at null"],
    ["takes a fill back once", [fill("1", "4"), bust("1"), bust("1")], "accepted 0 at null"],
    [
      "is over, not filled, when a part of the whole is taken back",
      [fill("1", "4"), fill("2", "6"), bust("2")],
      "canceled 4 at 100",
    ],
    [
      "never counts a fill again that was taken back",
      [fill("1", "4"), bust("1"), fill("1", "4")],
      "accepted 0 at null",
    ],
    [
      "halts when a fill is taken back that it never heard of",
      [fill("1", "4"), bust("2")],
      "halted, partially-filled 4 at 100",
    ],
    [
      "adds millionths exactly",
      Array.from({ length: 7 }, (_, part) => fill(`${part}`, "0.000001", "33.333333")),
      "partially-filled 0.000007 at 33.333333",
    ],
  ])("%s", (_name, story, end) => {
    expect(ends(story)).toBe(end);
  });

  it("lets the stop-loss of an oco sell below its take-profit, and no lower than its own limit", () => {
    const exit = anOrder(
      { side: "sell", limitPrice: "120", orderClass: "oco", stopLoss: { stopPrice: "90", limitPrice: "89" } },
      "accepted",
    );
    expect(ends([fill("1", "10", "89")], exit)).toBe("filled 10 at 89");
    expect(ends([fill("1", "10", "88.99")], exit)).toBe("halted, accepted 0 at null");
  });

  it("teaches an exit, which is born accepted, the broker's name for it", () => {
    expect(live(anOrder({}, "accepted"), [accepted]).order).toMatchObject({
      state: "accepted",
      brokerOrderId: "b",
    });
    expect(live({ ...anOrder({}, "accepted"), brokerOrderId: "b" }, [accepted]).last.kind).toBe("repeat");
  });

  it.each<[OrderState, BrokerEvent]>([
    ["intent", accepted],
    ["intent", fill("1", "1")],
    ["voided", fill("1", "1")],
    ["rejected", fill("1", "1")],
    ["intent", canceled],
  ])("halts when one that is %s hears %j", (state, event) => {
    expect(live(anOrder({}, state), [event]).halted).toBe(true);
  });
});

interface Story {
  quantity: string;
  events: BrokerEvent[];
}

/** What a broker may truly tell of one order, in micro-units: parts, some taken back, an end, and all of it twice. */
const story: fc.Arbitrary<Story> = fc
  .record({
    parts: fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 0, maxLength: 6 }),
    rest: fc.integer({ min: 0, max: 1_000_000 }),
    prices: fc.array(fc.integer({ min: 1, max: 100_000_000 }), { minLength: 6, maxLength: 6 }),
    busted: fc.subarray([0, 1, 2, 3, 4, 5]),
    end: fc.constantFrom("none", "canceled", "expired"),
    repeats: fc.boolean(),
  })
  .filter(({ parts, rest }) => parts.length > 0 || rest > 0)
  .map(({ parts, rest, prices, busted, end, repeats }) => {
    const micro = (units: number) => toText(new Decimal(String(units)).div("1000000"));
    const fills = parts.map((part, index) => fill(`e${index}`, micro(part), micro(prices[index] ?? 1)));
    const busts = busted.filter((index) => index < parts.length).map((index) => bust(`e${index}`));
    // A broker does not call an order expired that it filled wholly; a cancel may lose that race.
    const isWhole = rest === 0;
    const endings = end === "canceled" ? [canceled] : end === "expired" && !isWhole ? [expired] : [];
    const told = [accepted, ...fills, ...busts, ...endings];
    return {
      quantity: micro(parts.reduce((sum, part) => sum + part, rest)),
      events: repeats ? [...told, ...told] : told,
    };
  });

/** In another order; only that a fill is told before it is taken back is kept. */
const shuffled = (events: readonly BrokerEvent[]): fc.Arbitrary<BrokerEvent[]> =>
  fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }).map((mixed) => {
    const firstFill = (id: string) =>
      mixed.findIndex((event) => event.kind === "fill" && event.executionId === id);
    return mixed
      .map((event, index) => ({
        event,
        place: event.kind === "bust" ? Math.max(index, firstFill(event.executionId) + 0.5) : index,
      }))
      .sort((a, b) => a.place - b.place)
      .map(({ event }) => event);
  });

describe("the same events, whatever the order they come in", () => {
  it(`lead to the same end, and never past what was ordered (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        story.chain((told) =>
          fc.tuple(
            fc.constant(told),
            shuffled(told.events),
            shuffled(told.events),
            fc.constantFrom<OrderState>("sending", "unknown"),
          ),
        ),
        ([{ quantity }, one, other, state]) => {
          const order = anOrder({ quantity, limitPrice: "100" }, state);
          const [first, second] = [live(order, one), live(order, other)];
          const { reason: _why, ...end } = first.order;
          expect(second.order).toMatchObject(end);
          expect(first.halted || second.halted).toBe(false);
          expect(new Decimal(end.filledQuantity).lte(quantity)).toBe(true);
          expect(end.state === "filled").toBe(end.filledQuantity === quantity);
        },
      ),
      { numRuns: 1_000, seed: SEED },
    );
  });

  it("add up to the sum of what stands, to the millionth", () => {
    fc.assert(
      fc.property(story, ({ quantity, events }) => {
        const { order } = live(anOrder({ quantity }), events);
        const taken = new Set(events.flatMap((event) => (event.kind === "bust" ? [event.executionId] : [])));
        const standing = new Map(
          events.flatMap((event) =>
            event.kind === "fill" && !taken.has(event.executionId)
              ? [[event.executionId, event.quantity] as const]
              : [],
          ),
        );
        const sum = [...standing.values()].reduce((total, part) => total.plus(part), new Decimal("0"));
        expect(order.filledQuantity).toBe(toText(sum));
      }),
      { numRuns: 1_000, seed: SEED },
    );
  });
});
