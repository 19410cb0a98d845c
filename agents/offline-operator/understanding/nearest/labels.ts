import type { Request, Slots } from "../request.ts";

/** A harmless wish: what it asks for, and the plain sentence that asks for it. */
export interface Label {
  intent: Request["intent"];
  slots?: Slots;
  /** "@" stands for the instrument; what is in brackets is said only of one. */
  say: string;
}

const refuse = (refusal: string, say: string): Label => ({ intent: "refuse", slots: { refusal }, say });

/**
 * All that a likeness may lead to: looks, words, and who does what. Whatever has an effect, from an order to a
 * note, is left to the rules; a test reads the effect of every tool these intents may call.
 */
export const LABELS = {
  quote: { intent: "quote", say: "what is @ at" },
  history: { intent: "history", say: "show me the chart of @" },
  news: { intent: "articles", say: "any news[ on @]" },
  signals: { intent: "signals", say: "what do the signals say[ about @]" },
  instruments: { intent: "instruments", say: "what can I trade" },
  strategies: { intent: "strategies", say: "which strategies are there" },
  positions: { intent: "positions", say: "show my positions" },
  portfolio: { intent: "portfolio", say: "how are we doing" },
  cash: { intent: "portfolio", slots: { aspect: "cash" }, say: "how much cash is left" },
  pnl: { intent: "portfolio", slots: { aspect: "pnl" }, say: "what is my P&L" },
  exposure: { intent: "portfolio", slots: { aspect: "exposure" }, say: "how exposed are we" },
  limits: { intent: "limits", say: "what are my limits" },
  positionLimit: { intent: "limits", slots: { aspect: "position" }, say: "what is the largest position" },
  orderLimit: { intent: "limits", slots: { aspect: "order" }, say: "what is the largest order" },
  lossLimit: { intent: "limits", slots: { aspect: "loss" }, say: "what is the daily loss limit" },
  approvalLimit: { intent: "limits", slots: { aspect: "approvals" }, say: "who must approve" },
  state: { intent: "limits", slots: { aspect: "state" }, say: "is trading halted" },
  approvals: { intent: "approvals", say: "what is waiting for approval" },
  orders: { intent: "orders", say: "show my orders" },
  fills: { intent: "fills", say: "show the fills" },
  ticket: { intent: "ticket", say: "did my order go through" },
  explain: { intent: "explain", say: "why did we buy" },
  provenance: { intent: "provenance", say: "where do the figures come from" },
  recall: { intent: "recall", say: "what do you remember" },
  health: { intent: "health", say: "is everything ok" },
  today: { intent: "today", say: "what time is it" },
  help: { intent: "help", say: "help" },
  who: { intent: "who", say: "who are you" },
  greeting: { intent: "greeting", say: "hello" },
  thanks: { intent: "thanks", say: "thanks" },
  dismiss: { intent: "dismiss", say: "never mind" },
  approve: refuse("approve", "who can approve"),
  cancel: refuse("cancel", "how is an order canceled"),
  loosen: refuse("limits", "who can change the limits"),
  resume: refuse("resume", "who can resume trading"),
  halt: refuse("halt", "how do I stop trading"),
  advice: refuse("advice", "what should I buy"),
  predict: refuse("predict", "will @ go up"),
  conditional: refuse("conditional", "can I place a stop"),
  derivatives: refuse("derivatives", "can I trade options"),
  transfer: refuse("transfer", "can I move money out"),
  people: refuse("people", "who can add people"),
  abuse: refuse("abuse", "help"),
  other: refuse("other", "help"),
} as const satisfies Record<string, Label>;

export type LabelName = keyof typeof LABELS;
