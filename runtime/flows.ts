import type { OrderDesk } from "#graph";
import { contextFor, type Desk, operationNamed, type SystemJob, systemActor } from "#operations";
import type { DeliveredEvent, FlowHandlers } from "./dispatcher.ts";

/** Whoever shows approvals outside the web app. */
export interface ApprovalNotifier {
  announce(approvalId: string): Promise<void>;
  /** By the id of the approval, its proposal or its order. */
  refresh(about: string): Promise<void>;
}

/** What each flow that trades, judges or remembers does with its event, as which of our own processes. */
export function flowHandlers(desk: Desk, orderDesk: OrderDesk): FlowHandlers {
  const perform = (job: SystemJob, name: string, input: object, event: DeliveredEvent) =>
    operationNamed(name).perform(contextFor(desk, systemActor(job), { traceId: event.traceId }), input);
  return {
    generateSignals: async (event) => {
      await perform("collector", "generateSignals", { articleIds: [event.entityId] }, event);
    },
    proposeFromSignals: async (event) => {
      await perform("strategist", "proposeFromSignals", { signalIds: [event.entityId] }, event);
    },
    advanceOrder: async (event) => {
      await orderDesk.advance(
        typeof event.payload.proposalId === "string" ? event.payload.proposalId : event.entityId,
      );
    },
    rememberFill: async (event) => {
      await perform("historian", "rememberFill", { clientOrderId: event.entityId }, event);
    },
  };
}

/** What the flows do that tell people outside the web app. Kept apart: they wait for somebody else's server. */
export function noticeHandlers(notifier: ApprovalNotifier): FlowHandlers {
  return {
    announceApproval: (event) => notifier.announce(event.entityId),
    refreshApproval: (event) => notifier.refresh(event.entityId),
  };
}
