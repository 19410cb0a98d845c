import type { OrderState } from "#core/model";

/** States in which an order can do no more, save for a late fill. */
export const CLOSED_STATES = [
  "filled",
  "canceled",
  "rejected",
  "expired",
  "voided",
] as const satisfies OrderState[];

export const isClosed = (state: OrderState): boolean =>
  (CLOSED_STATES as readonly OrderState[]).includes(state);
