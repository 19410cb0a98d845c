import { Annotation, END, interrupt, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { z } from "zod";
import type { ProposalStatus } from "#core/model";
import { contextFor, type Desk, getTicket, judgeOrder, placeProposal, systemActor } from "#operations";

/** Where an order's way stands. The tables are the truth; this only remembers which step comes next. */
export const OrderState = Annotation.Root({
  proposalId: Annotation<string>(),
  status: Annotation<ProposalStatus>(),
  approvalId: Annotation<string | null>({ reducer: (_, next) => next, default: () => null }),
});
export type OrderState = typeof OrderState.State;

/** What wakes a waiting order. It says only "look again": the approvals table answers, never this value. */
export const WakeUp = z.strictObject({ lookAgain: z.literal(true) });

/** A proposal in one of these states goes no further. */
const ENDED: ReadonlySet<ProposalStatus> = new Set(["refused", "declined", "expired", "void", "placed"]);

/**
 * An order's way: load → gate → approval (people) → recheck → enqueue. No model, and no broker: `placeOrder`
 * writes the order with its outbox, and the executor sends it. A leg of a basket is placed by whichever of them is ready
 * last, with all the others.
 */
export function orderGraph(desk: Desk, saver: BaseCheckpointSaver) {
  const ctx = () => contextFor(desk, systemActor("orderDesk"));
  const look = async ({ proposalId }: OrderState): Promise<Partial<OrderState>> => {
    const { proposal, approval } = await getTicket.perform(ctx(), { proposalId });
    return { status: proposal.status, approvalId: approval?.id ?? null };
  };
  /** A step that a crash or an error delayed finds out first whether there is still something to do. */
  const step = (work: (input: { proposalId: string }) => Promise<unknown>) => async (state: OrderState) => {
    const now = await look(state);
    if (now.status && ENDED.has(now.status)) return now;
    await work({ proposalId: state.proposalId });
    return look(state);
  };
  return new StateGraph(OrderState)
    .addNode("load", look)
    .addNode(
      "gate",
      step((input) => judgeOrder.perform(ctx(), input)),
    )
    .addNode("approvalGate", askPeople)
    .addNode("recheck", look)
    .addNode(
      "enqueue",
      step((input) => placeProposal(ctx(), input)),
    )
    .addEdge(START, "load")
    .addConditionalEdges("load", after, WAYS)
    .addConditionalEdges("gate", after, WAYS)
    .addEdge("approvalGate", "recheck")
    .addConditionalEdges("recheck", after, WAYS)
    .addEdge("enqueue", END)
    .compile({ checkpointer: saver });
}
export type OrderGraph = ReturnType<typeof orderGraph>;

const WAYS = { gate: "gate", approvalGate: "approvalGate", enqueue: "enqueue", [END]: END } as const;

/** The one table of where a proposal goes from its status. */
function after({ status }: OrderState): keyof typeof WAYS {
  if (status === "proposed") return "gate";
  if (status === "awaiting-approval") return "approvalGate";
  return ENDED.has(status) ? END : "enqueue";
}

/** Nothing but the question: this node runs again when it is answered. */
function askPeople({ approvalId, proposalId }: OrderState): Partial<OrderState> {
  interrupt({ approvalId, proposalId }, { responseSchema: WakeUp });
  return {};
}
