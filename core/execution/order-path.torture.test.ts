import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderHash } from "#core/risk";
import { type Hole, MARK, ModelDesk, PEOPLE } from "./testing/model-desk.ts";
import { worstOf } from "./testing/model-order.ts";

/** Stories told to the model; `npm run torture -- 10` tells ten times as many. */
const STORIES = 100_000 * Number(process.env.QUARTERDECK_TORTURE ?? 1);
const SEED = 20261124;
/** Stories in which each hole has to be noticed. */
const STORIES_FOR_A_HOLE = 4_000;

/** One step is one number: what happens, to which order, with which figures. */
const aStory = fc.array(fc.nat({ max: 0xffffff }), { minLength: 12, maxLength: 40, size: "max" });

function play(story: readonly number[], hole: Hole | null = null): string[] {
  const desk = new ModelDesk(hole);
  const wrong: string[] = [];
  for (const step of story) {
    const before = { placed: desk.placed.length, accepted: desk.accepted.length };
    act(desk, step);
    if (desk.placed.length > before.placed) wrong.push(...unlawfulPlacing(desk));
    if (desk.accepted.length > before.accepted) wrong.push(...unlawfulSending(desk));
    wrong.push(...wrongSums(desk));
  }
  return wrong;
}

/** A step's number read as choices: the proposal and the order it is about, and a figure of so many. */
interface Chosen {
  id: string;
  order: number;
  quantity: number;
  pick(of: number, shift: number): number;
}

type Step = (desk: ModelDesk, chosen: Chosen) => void;

const propose: Step = (desk, { quantity, pick }) =>
  desk.propose("buy", quantity, MARK + pick(3, 24), pick(5, 72) === 0);
const vote: Step = (desk, { id, pick }) =>
  desk.vote(id, PEOPLE[pick(4, 3)] ?? PEOPLE[0], pick(8, 12) === 0 ? "decline" : "approve");
const place: Step = (desk, { id }) => desk.place(id);
const send: Step = (desk, { order }) => desk.send(order);
const hear: Step = (desk, { order, quantity, pick }) => {
  const kind = (["fill", "fill", "canceled", "accepted", "expired"] as const)[pick(5, 24)] ?? "fill";
  desk.hear(order, kind, quantity, pick(3, 120) === 0);
};

/** What may happen; what happens often stands more often. */
const STEPS: readonly Step[] = [
  ...[propose, propose, vote, vote, vote, place, place, place, send, send, hear, hear],
  (desk, { quantity, pick }) => desk.propose("sell", quantity, MARK - pick(3, 24), false),
  (desk, { id, quantity, pick }) => desk.tamper(id, { quantity: String(quantity + 1) }, pick(2, 24) === 0),
  (desk, { pick }) => (pick(2, 3) === 0 ? desk.replayClearance() : desk.crash()),
  (desk, { pick }) => (pick(2, 3) === 0 ? desk.halt() : desk.resume()),
  (desk, { pick }) =>
    pick(2, 3) === 0 ? desk.tighten(20_000 - pick(4, 6) * 5_000) : desk.wait(pick(20, 6) * 60_000),
];

function act(desk: ModelDesk, step: number): void {
  const pick = (of: number, shift: number) => Math.floor(step / STEPS.length / shift) % of;
  const newest = (count: number) => Math.max(0, count - 1 - (pick(5, 1) === 0 ? 1 : 0));
  STEPS[step % STEPS.length]?.(desk, {
    id: `prp_${newest(desk.proposals.length) + 1}`,
    order: newest(desk.placed.length),
    quantity: [1, 9, 12, 60, 110, 190, 240, 600][pick(8, 3)] ?? 1,
    pick,
  });
}

/** What must hold of the order just written, worked out from the desk's own history in whole dollars. */
function unlawfulPlacing(desk: ModelDesk): string[] {
  const placed = desk.placed.at(-1);
  if (!placed) return [];
  const { terms, proposalId } = placed.order;
  const worst = worstOf(terms, terms.quantity);
  const proposal = desk.proposals.find(({ id }) => id === proposalId);
  const votes = desk.votes.filter((vote) => vote.proposalId === proposalId);
  const yes = new Set(
    votes
      .filter((vote) => vote.decision === "approve" && vote.orderHash === orderHash(terms))
      .map((vote) => vote.approver),
  );
  const needed = proposal?.tainted || worst > 10_000 ? 2 : worst > 1_000 ? 1 : 0;
  const held = heldUnits(desk);
  const equity = desk.cash + held * MARK;
  const openBuys = openUnits(desk, "buy").reduce((sum, { units, price }) => sum + units * price, 0);
  const openSells = openUnits(desk, "sell").reduce((sum, { units }) => sum + units, 0);
  const wrong: string[] = [];
  const unless = (lawful: boolean, what: string) => lawful || wrong.push(what);
  unless(desk.tradingState !== "HALTED", "I11 written while halted");
  unless(desk.tradingState !== "REDUCING" || terms.side === "sell", "I11 opened while reducing");
  unless(yes.size >= needed && !yes.has(PEOPLE[0]), "I4 not enough other people");
  unless(
    votes.every((vote) => vote.decision === "approve" || vote.orderHash !== orderHash(terms)),
    "I4 a person declined it",
  );
  unless(worst <= Number(placed.limits.maxOrderNotionalUsd), "I3 larger than one order may be");
  unless(terms.side === "sell" || openBuys + Math.abs(held) * MARK <= equity, "I3 gross exposure");
  unless(terms.side === "sell" || openBuys <= 0.9 * desk.cash, "I3 more than the cash that orders may use");
  unless(terms.side === "buy" || openSells <= held, "I3 sells more than is held");
  return wrong;
}

function unlawfulSending(desk: ModelDesk): string[] {
  const sent = desk.accepted.at(-1);
  if (!sent) return [];
  const placed = desk.placed.find(({ order }) => order.clientOrderId === sent.clientOrderId);
  const wrong: string[] = [];
  if (!placed) return ["I1 an order at the broker that was never written"];
  if (placed.clearance.orderHash !== orderHash(sent.terms)) wrong.push("I1 sent other terms than cleared");
  if (placed.clearance.killEpoch !== sent.killEpoch || sent.tradingState === "HALTED")
    wrong.push("I5 sent across a halt");
  return wrong;
}

function wrongSums(desk: ModelDesk): string[] {
  const wrong: string[] = [];
  const reserved = openUnits(desk, "buy").reduce((sum, { units, price }) => sum + units * price, 0);
  if (desk.forgeriesTaken > 0) wrong.push("I1 a used or forged clearance was taken");
  if (desk.reserved !== reserved) wrong.push("I2 reserved is not what is open");
  if (Number(desk.holding.quantity) !== heldUnits(desk)) wrong.push("I8 position is not what traded");
  if (new Set(desk.fills.map((fill) => fill.executionId)).size !== desk.fills.length)
    wrong.push("I6 booked twice");
  for (const { order } of desk.placed)
    if (Number(order.filledQuantity) > Number(order.terms.quantity)) wrong.push("I7 overfilled");
  return wrong;
}

const heldUnits = (desk: ModelDesk): number =>
  desk.fills.reduce((sum, fill) => sum + Number(fill.quantity) * (fill.side === "buy" ? 1 : -1), 0);

const OPEN = ["intent", "sending", "unknown", "accepted", "partially-filled"];

const openUnits = (desk: ModelDesk, side: "buy" | "sell") =>
  desk.placed
    .filter(({ order }) => order.terms.side === side && OPEN.includes(order.state))
    .map(({ order }) => ({
      units: Number(order.terms.quantity) - Number(order.filledQuantity),
      price: Number(order.terms.limitPrice),
    }));

describe("the order path against anything in any order", () => {
  it(`breaks none of its laws in ${STORIES.toLocaleString("en-US")} stories`, () => {
    const reached = { placed: 0, accepted: 0, filled: 0 };
    fc.assert(
      fc.property(aStory, (story) => {
        expect(play(story)).toEqual([]);
      }),
      { numRuns: STORIES, seed: SEED },
    );
    for (const story of fc.sample(aStory, { numRuns: 2_000, seed: SEED })) {
      const desk = new ModelDesk();
      for (const step of story) act(desk, step);
      reached.placed += desk.placed.length;
      reached.accepted += desk.accepted.length;
      reached.filled += desk.fills.length;
    }
    // A model in which nothing ever trades would be lawful too.
    expect(reached.placed).toBeGreaterThan(200);
    expect(reached.accepted).toBeGreaterThan(50);
    expect(reached.filled).toBeGreaterThan(20);
  });

  const HOLES: Record<Hole, RegExp> = {
    approvals: /I4/,
    "votes bound to the order": /I4/,
    "kill epoch": /I5/,
    reservations: /I2|I3/,
    "deterministic id": /I1/,
    gates: /I3|I11/,
  };
  it.each(Object.entries(HOLES))("would notice a desk without %s", (hole, sentence) => {
    const found = fc
      .sample(aStory, { numRuns: STORIES_FOR_A_HOLE, seed: SEED })
      .flatMap((story) => play(story, hole as Hole));
    expect(found.join("\n")).toMatch(sentence);
  });
});
