import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approvalRequests, clearances, orders, proposals } from "#db";
import {
  contextFor,
  decideApproval,
  expireApprovals,
  getTicket,
  halt,
  proposeOrder,
  systemActor,
} from "#operations";
import { openOrderDesk } from "./order-desk.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const by = (name: "tess" | "ana" | "ben") => contextFor(scene.desk, scene.person(name));

/** Tess wishes for so many Apples at about 102. */
async function aProposal(quantity: string): Promise<string> {
  scene.clock.advance(60_000);
  return (await proposeOrder.perform(by("tess"), { symbol: "AAPL", side: "buy", quantity })).id;
}

async function decide(proposalId: string, name: "ana" | "ben", decision: "approve" | "decline") {
  const { approval, proposal } = await getTicket.perform(by(name), { proposalId });
  const typedQuantity = proposal.terms.quantity;
  return decideApproval.perform(by(name), { approvalId: approval?.id, decision, typedQuantity });
}

const ordersOf = (proposalId: string) =>
  scene.desk.db.select().from(orders).where(eq(orders.proposalId, proposalId));
const writesOf = async (proposalId: string) => {
  let count = 0;
  for await (const _ of scene.checkpoints.saver.list({ configurable: { thread_id: `order:${proposalId}` } }))
    count++;
  return count;
};

describe("an order's way", () => {
  it("is placed at once when nobody need approve it", async () => {
    const id = await aProposal("2");
    expect(await scene.orderDesk.advance(id)).toEqual({
      proposalId: id,
      status: "placed",
      waitsFor: "nobody",
    });
    expect(await ordersOf(id)).toHaveLength(1);
  });

  it("ends when the gates refuse it", async () => {
    const id = await aProposal("500");
    expect(await scene.orderDesk.advance(id)).toMatchObject({ status: "refused", waitsFor: "nobody" });
    expect(await ordersOf(id)).toEqual([]);
  });

  it("waits for one person, and is placed once when she approves", async () => {
    const id = await aProposal("20");
    expect(await scene.orderDesk.advance(id)).toMatchObject({
      status: "awaiting-approval",
      waitsFor: "people",
    });
    await decide(id, "ana", "approve");
    const moved = await Promise.all(Array.from({ length: 5 }, () => scene.orderDesk.advance(id)));
    for (const advance of moved) expect(advance).toMatchObject({ status: "placed" });
    expect(await ordersOf(id)).toHaveLength(1);
  });

  it("goes on waiting after the first of two", async () => {
    const id = await aProposal("110");
    await scene.orderDesk.advance(id);
    await decide(id, "ana", "approve");
    expect(await scene.orderDesk.advance(id)).toMatchObject({ waitsFor: "people" });
    await decide(id, "ben", "approve");
    expect(await scene.orderDesk.advance(id)).toMatchObject({ status: "placed" });
  });

  it("ends at a decline", async () => {
    const id = await aProposal("21");
    await scene.orderDesk.advance(id);
    await decide(id, "ana", "decline");
    expect(await scene.orderDesk.advance(id)).toMatchObject({ status: "declined", waitsFor: "nobody" });
    expect(await ordersOf(id)).toEqual([]);
  });
});

describe("waking an order", () => {
  it("is never an answer: only the approvals table opens the way", async () => {
    const id = await aProposal("22");
    for (let again = 0; again < 5; again++)
      expect(await scene.orderDesk.advance(id)).toMatchObject({
        status: "awaiting-approval",
        waitsFor: "people",
      });
    expect(await ordersOf(id)).toEqual([]);
    expect(await scene.desk.db.select().from(clearances).where(eq(clearances.proposalId, id))).toEqual([]);
  });

  it("writes nothing while the question is open, however often the sweeper comes", async () => {
    const id = await aProposal("23");
    await scene.orderDesk.advance(id);
    const before = await writesOf(id);
    for (let again = 0; again < 5; again++) await scene.orderDesk.sweep();
    expect(await writesOf(id)).toBe(before);
  });
});

describe("the sweeper", () => {
  it("goes on where a crash came between the vote and the waking", async () => {
    const id = await aProposal("24");
    await scene.orderDesk.advance(id);
    await decide(id, "ana", "approve");
    const afterRestart = openOrderDesk(
      scene.desk,
      scene.checkpoints,
      scene.database.url,
      scene.database.kind,
    );
    await afterRestart.sweep();
    expect(await ordersOf(id)).toHaveLength(1);
  });

  it.each(["judge:before-commit", "place:before-judge", "place:after-clearance", "place:before-commit"])(
    "goes on after a crash at %s, and places the order once",
    async (crash) => {
      const id = await aProposal("3");
      const broken = {
        ...scene.desk,
        crashpoint: (name: string) => {
          if (name === crash) throw new Error(`crashed at ${name}`);
        },
      };
      const dying = openOrderDesk(broken, scene.checkpoints, scene.database.url, scene.database.kind);
      await expect(dying.advance(id)).rejects.toThrow();
      expect(await ordersOf(id)).toEqual([]);
      await scene.orderDesk.sweep();
      expect(await ordersOf(id)).toHaveLength(1);
    },
  );

  it("lets the way of an expired question end", async () => {
    const id = await aProposal("25");
    await scene.orderDesk.advance(id);
    scene.clock.advance(10 * 60_000);
    await expireApprovals.perform(contextFor(scene.desk, systemActor("orderDesk")), {});
    await scene.orderDesk.sweep();
    expect(await scene.orderDesk.advance(id)).toMatchObject({ status: "expired", waitsFor: "nobody" });
    expect(await ordersOf(id)).toEqual([]);
  });

  it("has nothing left to do once every way has ended", async () => {
    await scene.desk.db
      .update(proposals)
      .set({ status: "expired" })
      .where(eq(proposals.status, "awaiting-approval"));
    await scene.desk.db
      .update(approvalRequests)
      .set({ status: "expired" })
      .where(eq(approvalRequests.status, "pending"));
    await scene.orderDesk.sweep();
    expect(await scene.orderDesk.sweep()).toBe(0);
  });
});

describe("a halt", () => {
  it("ends the way of an order that had been approved", async () => {
    const id = await aProposal("26");
    await scene.orderDesk.advance(id);
    await decide(id, "ana", "approve");
    await halt.perform(by("tess"), { reason: "drill" });
    await scene.orderDesk.sweep();
    expect(await ordersOf(id)).toEqual([]);
    expect((await getTicket.perform(by("tess"), { proposalId: id })).proposal.status).toBe("void");
  });
});

it("says that there is no such proposal", async () => {
  await expect(scene.orderDesk.advance("prp_none")).rejects.toThrow(/no proposal/i);
});
