import { eq } from "drizzle-orm";
import { orders, people } from "#db";
import { type Actor, contextFor, type OperationName, type OperationTypes, operationNamed } from "#operations";
import { openScene } from "../scene.ts";

export type Who = "tess" | "ana" | "ben";

/** A desk on which Tess wishes for Apples at about 102, and Ana and Ben are asked. */
export async function openApprovalScene() {
  const scene = await openScene();
  const perform = async <Name extends OperationName>(
    who: Who | Actor,
    name: Name,
    input: OperationTypes[Name]["input"],
  ): Promise<OperationTypes[Name]["output"]> => {
    const actor = typeof who === "string" ? scene.person(who) : who;
    return (await operationNamed(name).perform(
      contextFor(scene.desk, actor),
      input,
    )) as OperationTypes[Name]["output"];
  };
  const ticketOf = (proposalId: string) => perform("ben", "getTicket", { proposalId });
  return {
    ...scene,
    perform,
    ticketOf,
    inDays: (days: number) => new Date(scene.clock.now().getTime() + days * 86_400_000).toISOString(),
    /** Somebody wishes for so many, and people are asked where they must be. */
    async wish(quantity: string, who: Who | Actor = "tess", causedBy: string[] = [], afterMs = 61_000) {
      scene.clock.advance(afterMs);
      const { id } = await perform(who, "proposeOrder", { symbol: "AAPL", side: "buy", quantity, causedBy });
      await scene.orderDesk.advance(id);
      return ticketOf(id);
    },
    approve: (who: Who, approvalId: string | undefined, typedQuantity?: string) =>
      perform(who, "decideApproval", { approvalId: approvalId ?? "", decision: "approve", typedQuantity }),
    ordersOf: (id: string) => scene.desk.db.select().from(orders).where(eq(orders.proposalId, id)),
    become: (who: Who, role: string) =>
      scene.desk.db
        .update(people)
        .set({ role })
        .where(eq(people.id, `per_${who}`)),
  };
}
export type ApprovalScene = Awaited<ReturnType<typeof openApprovalScene>>;
