import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approvalEscalations } from "#db";
import { agentActor, contextFor, escalateApprovals, expireApprovals, systemActor } from "#operations";
import { type ApprovalScene, openApprovalScene, type Who } from "./testing/approval-scene.ts";

let scene: ApprovalScene;
beforeAll(async () => {
  scene = await openApprovalScene();
});
afterAll(() => scene.close());

const perform: ApprovalScene["perform"] = (...given) => scene.perform(...given);
const ticketOf: ApprovalScene["ticketOf"] = (...given) => scene.ticketOf(...given);
const inDays: ApprovalScene["inDays"] = (...given) => scene.inDays(...given);
const wish: ApprovalScene["wish"] = (...given) => scene.wish(...given);
const approve: ApprovalScene["approve"] = (...given) => scene.approve(...given);
const ordersOf: ApprovalScene["ordersOf"] = (...given) => scene.ordersOf(...given);
const become: ApprovalScene["become"] = (...given) => scene.become(...given);

describe("a yes", () => {
  it("is void when its voter loses the role before the order is placed", async () => {
    const { proposal, approval } = await wish("20");
    await approve("ana", approval?.id);
    await become("ana", "trader");
    await scene.orderDesk.advance(proposal.id);
    await become("ana", "approver");
    expect(await ordersOf(proposal.id)).toEqual([]);
    const after = await ticketOf(proposal.id);
    expect(after.proposal.status).toBe("void");
    expect(after.approval).toMatchObject({ status: "void", reason: "0 of 1 approvals count now." });
  });

  it("does not help a second one to a quorum after its voter lost the role", async () => {
    const { proposal, approval } = await wish("110");
    await approve("ana", approval?.id, "110");
    await become("ana", "viewer");
    expect(await approve("ben", approval?.id, "110")).toMatchObject({ status: "pending" });
    await become("ana", "approver");
    expect(await ordersOf(proposal.id)).toEqual([]);
  });

  it("of two people's size needs the quantity typed, not in Slack at all", async () => {
    const { approval } = await wish("111");
    expect(approval).toMatchObject({ quorum: 2, typed: true });
    const refused = (typed?: string) => expect(approve("ana", approval?.id, typed)).rejects;
    await refused().toMatchObject({ code: "TYPE_THE_QUANTITY" });
    await refused("11").toMatchObject({ code: "WRONG_QUANTITY" });
    await refused("1e2").toMatchObject({ code: "WRONG_QUANTITY" });
    const inSlack = { ...scene.person("ana"), via: "slack" };
    const decision = { approvalId: approval?.id ?? "", decision: "approve", typedQuantity: "111" } as const;
    await expect(perform(inSlack, "decideApproval", decision)).rejects.toMatchObject({
      code: "TOO_LARGE_FOR_SLACK",
    });
    expect((await approve("ana", approval?.id, "111.0")).approvals).toHaveLength(1);
    const declined = { ...decision, decision: "decline", typedQuantity: undefined } as const;
    const benInSlack = { ...scene.person("ben"), via: "slack" };
    expect((await perform(benInSlack, "decideApproval", declined)).status).toBe("declined");
  });

  it("within two seconds of being shown is asked for again", async () => {
    const { approval } = await wish("22");
    const approvalId = approval?.id ?? "";
    await perform("ana", "showApproval", { approvalId });
    scene.clock.advance(1_999);
    await expect(approve("ana", approvalId)).rejects.toMatchObject({ code: "TOO_FAST" });
    // Showing it again does not start anew.
    await perform("ana", "showApproval", { approvalId });
    scene.clock.advance(1);
    expect((await approve("ana", approvalId)).status).toBe("approved");
  });

  it("never comes from whoever asked, at any depth of wishes resting on wishes", async () => {
    const first = await wish("23", "ana");
    const second = await wish("24", "tess", [first.proposal.id]);
    const third = await wish("25", "ben", [second.proposal.id]);
    for (const who of ["ana", "ben"] as const)
      await expect(approve(who, third.approval?.id)).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    expect((await ticketOf(third.proposal.id)).approval?.approvals).toEqual([]);
  });
});

describe("a policy", () => {
  const reason = "A rule of this desk";

  it("asks for people where the limits would not, of its role, in its time, and not those it keeps out", async () => {
    expect((await wish("3")).proposal.status).toBe("placed");
    const waiting = await wish("26");
    await perform("tess", "addApprovalPolicy", {
      reason,
      policy: {
        id: "small-apples",
        when: { symbols: ["AAPL"], notionalAboveUsd: "250" },
        quorum: 1,
        role: "risk-admin",
        ttlMs: 60_000,
        notBy: ["per_ana"],
        escalateAfterMs: 60_000,
      },
    });
    expect((await ticketOf(waiting.proposal.id)).approval).toMatchObject({
      status: "void",
      reason: "The approval policies changed.",
    });
    const { approval, verdict } = await wish("4");
    expect(approval).toMatchObject({
      quorum: 1,
      requiredRole: "risk-admin",
      policies: ["small-apples"],
      notBy: ["per_ana"],
      escalateTo: "risk-admin",
    });
    expect(Date.parse(approval?.expiresAt ?? "") - Date.parse(approval?.requestedAt ?? "")).toBe(60_000);
    expect(verdict?.checks.find((check) => check.name === "approval policies")?.reason).toBe(
      "One other person must approve, by small-apples.",
    );
    await expect(approve("ana", approval?.id)).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    expect((await approve("ben", approval?.id)).status).toBe("approved");
  });

  it("may be added by one, but neither changed nor removed, and never by an agent", async () => {
    const policy = { id: "small-apples", when: {}, quorum: 0 };
    await expect(perform("tess", "addApprovalPolicy", { policy, reason })).rejects.toMatchObject({
      code: "POLICY_EXISTS",
    });
    const agent = agentActor(scene.person("ben"), "decision");
    for (const [name, input] of [
      ["addApprovalPolicy", { policy: { ...policy, id: "mine" }, reason }],
      ["removeApprovalPolicy", { policyId: "small-apples", reason }],
    ] as const)
      await expect(perform(agent, name, input)).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    const gone = { policyId: "small-apples", reason };
    expect(await perform("ben", "removeApprovalPolicy", gone)).toMatchObject({ status: "waiting" });
    expect(await perform("ben", "removeApprovalPolicy", gone)).toMatchObject({ status: "waiting" });
    await become("ana", "risk-admin");
    const rita = { ...scene.person("ben"), id: "per_ana", name: "ana" };
    expect(await perform(rita, "removeApprovalPolicy", gone)).toMatchObject({
      status: "applied",
      current: { version: 2, policies: [], setBy: ["per_ben", "per_ana"] },
    });
    await become("ana", "approver");
    expect((await wish("4")).proposal.status).toBe("placed");
  });

  it("tells a higher role when nobody has answered, once", async () => {
    const policy = { id: "tell-ben", when: {}, quorum: 0, escalateAfterMs: 60_000 };
    await perform("tess", "addApprovalPolicy", { policy, reason });
    const { approval } = await wish("27");
    const sweep = () => escalateApprovals.perform(contextFor(scene.desk, systemActor("orderDesk")), {});
    scene.clock.advance(59_999);
    expect(await sweep()).toEqual({ approvalIds: [] });
    scene.clock.advance(1);
    expect(await sweep()).toEqual({ approvalIds: [approval?.id] });
    expect(await sweep()).toEqual({ approvalIds: [] });
    expect(await scene.desk.db.select().from(approvalEscalations)).toMatchObject([
      { requestId: approval?.id, toRole: "risk-admin", told: ["per_ben"] },
    ]);
  });
});

describe("a delegate", () => {
  const given = { toPerson: "per_tess", maxNotionalUsd: "2500", reason: "On holiday" };
  const vote = (approvalId: string | undefined, who: Who = "tess") =>
    perform(who, "decideAsDelegate", {
      approvalId: approvalId ?? "",
      decision: "approve",
      onBehalfOf: "per_ana",
    });

  it("approves in another's place, up to the size given, until it is revoked, and never an order of their own", async () => {
    const agent = agentActor(scene.person("ana"), "decision");
    for (const actor of ["tess", agent] as const)
      await expect(
        perform(actor, "delegateApprovals", { ...given, endsAt: inDays(3) }),
      ).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    const { id } = await perform("ana", "delegateApprovals", { ...given, endsAt: inDays(3) });
    const asked = await wish("22", "ben");
    expect(await vote(asked.approval?.id)).toMatchObject({
      status: "approved",
      approvals: [{ approver: "per_tess", onBehalfOf: "per_ana" }],
    });
    await scene.orderDesk.advance(asked.proposal.id);
    expect(await ordersOf(asked.proposal.id)).toHaveLength(1);
    const larger = await wish("26", "ben");
    await expect(vote(larger.approval?.id)).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    const own = await wish("23", "tess");
    await expect(vote(own.approval?.id)).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    const hers = await wish("24", "ana");
    await expect(vote(hers.approval?.id)).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    const later = await wish("21", "ben");
    await vote(later.approval?.id);
    await perform("ana", "revokeDelegation", { delegationId: id });
    await scene.orderDesk.advance(later.proposal.id);
    expect(await ordersOf(later.proposal.id)).toEqual([]);
    expect((await perform("tess", "listDelegations", {})).delegations).toEqual([]);
  });

  it("is given no seat for ever, and none to oneself", async () => {
    for (const endsAt of [inDays(32), inDays(0)])
      await expect(perform("ana", "delegateApprovals", { ...given, endsAt })).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
    await expect(
      perform("ana", "delegateApprovals", { ...given, toPerson: "per_ana", endsAt: inDays(1) }),
    ).rejects.toMatchObject({ code: "TO_ONESELF" });
  });
});

describe("too many questions", () => {
  it("are put in groups, of which only small ones may be answered together", async () => {
    scene.clock.advance(2 * 3_600_000);
    await expireApprovals.perform(contextFor(scene.desk, systemActor("orderDesk")), {});
    expect((await perform("ana", "listApprovals", {})).digest).toBeNull();
    const small = [];
    for (let asked = 0; asked < 10; asked++) small.push(await wish(String(11 + asked), "tess", [], 1_000));
    expect((await perform("ana", "listApprovals", {})).digest).toBeNull();
    const large = await wish("105", "tess", [], 1_000);
    const { digest, approvals } = await perform("ana", "listApprovals", { limit: 50 });
    expect(digest).toMatchObject({
      asksInHour: 11,
      mostInHour: 10,
      groups: [{ symbol: "AAPL", side: "buy" }],
    });
    expect((await perform("tess", "listApprovals", {})).digest).toBeNull();
    const open = approvals.map(({ request }) => request).filter(({ status }) => status === "pending");
    const cards = open.map(({ id, orderHash }) => ({ approvalId: id, orderHash }));
    await expect(perform("ana", "decideApprovals", { decision: "approve", cards })).rejects.toMatchObject({
      code: "ONE_BY_ONE",
    });
    expect((await ticketOf(small[9]?.proposal.id ?? "")).approval?.approvals).toEqual([]);
    const together = cards.filter(({ approvalId }) => digest?.groups[0]?.together.includes(approvalId));
    expect(together).toHaveLength(cards.length - 1);
    const done = await perform("ana", "decideApprovals", { decision: "approve", cards: together });
    expect(new Set(done.approvals.map(({ status }) => status))).toEqual(new Set(["approved"]));
    expect((await ticketOf(large.proposal.id)).approval?.status).toBe("pending");
  });
});
