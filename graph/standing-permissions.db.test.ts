import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { standingUses } from "#db";
import { agentActor, contextFor, halt } from "#operations";
import { type ApprovalScene, openApprovalScene } from "./testing/approval-scene.ts";

let scene: ApprovalScene;
beforeAll(async () => {
  scene = await openApprovalScene();
});
afterAll(() => scene.close());

const perform: ApprovalScene["perform"] = (...given) => scene.perform(...given);
const inDays: ApprovalScene["inDays"] = (...given) => scene.inDays(...given);
const wish: ApprovalScene["wish"] = (...given) => scene.wish(...given);

describe("a standing permission", () => {
  const permission = () => ({
    proposer: "per_tess",
    symbol: "AAPL",
    side: "buy" as const,
    maxOrderUsd: "3000",
    maxDayUsd: "5000",
    endsAt: inDays(2),
    reason: "Weekly purchases",
  });

  it("lets matching orders out without asking, within each order's and the day's size, each use recorded", async () => {
    const granted = permission();
    for (const who of ["tess", agentActor(scene.person("ben"), "decision")] as const)
      await expect(perform(who, "grantStandingPermission", granted)).rejects.toMatchObject({
        code: "NOT_PERMITTED",
      });
    const { id, status } = await perform("ana", "grantStandingPermission", granted);
    expect(status).toBe("waiting");
    expect((await wish("20")).proposal.status).toBe("awaiting-approval");
    expect(await perform("ana", "grantStandingPermission", granted)).toMatchObject({ status: "waiting" });
    expect(await perform("ben", "grantStandingPermission", granted)).toMatchObject({ id, status: "active" });
    const first = await wish("21");
    expect(first).toMatchObject({ proposal: { status: "placed" }, approval: null });
    expect(await scene.desk.db.select().from(standingUses)).toMatchObject([
      { proposalId: first.proposal.id, permissionId: id },
    ]);
    expect((await wish("31")).proposal.status).toBe("awaiting-approval");
    expect((await wish("22")).proposal.status).toBe("placed");
    expect((await wish("23")).proposal.status).toBe("awaiting-approval");
    const [listed] = (await perform("tess", "listStandingPermissions", {})).permissions;
    expect(Number(listed?.usedUsd)).toBeCloseTo(Number(first.proposal.worstNotional) * (43 / 21));
  });

  it("serves no agent, nobody else, and dies with a halt", async () => {
    const granted = { ...permission(), maxDayUsd: "20000" };
    await perform("ana", "grantStandingPermission", granted);
    const { id } = await perform("ben", "grantStandingPermission", granted);
    const agent = agentActor(scene.person("tess"), "decision");
    expect((await wish("24", agent)).proposal.status).toBe("awaiting-approval");
    expect((await wish("25", "ana")).proposal.status).toBe("awaiting-approval");
    expect((await wish("26")).proposal.status).toBe("placed");
    await halt.perform(contextFor(scene.desk, scene.person("ben")), { reason: "Looking at it" });
    const resuming = () => perform("ben", "resume", { reason: "Looked at it" });
    await resuming();
    scene.clock.advance(16 * 60_000);
    await resuming();
    const dead = (await perform("tess", "listStandingPermissions", {})).permissions;
    expect(dead.find((listed) => listed.id === id)?.status).toBe("dead");
    expect((await wish("27")).proposal.status).toBe("awaiting-approval");
  });
});
