import type { Request, Slots } from "./request.ts";

/** What a conversation is about when its next sentence comes: read from earlier calls and their results. */
export interface Focus {
  /** The newest thing done, as the request that asks for it again. */
  last?: Request;
  /** The instrument last spoken of. */
  symbol?: string;
  backtest?: { slots: Slots; id?: string };
  /** The rules of the backtests so far, one each, oldest first. */
  studied?: string[];
  /** Ids of the backtests so far, oldest first. */
  backtestIds?: string[];
  /** The ideas shown last, as what would try them. */
  ideas?: Slots[];
  /** The newest study, and what it was told. */
  study?: { slots: Slots; id?: string; best?: Record<string, number> };
  /** The newest strategy of the repository. */
  definitionId?: string;
  sweep?: { slots: Slots; id?: string; best?: Record<string, number> };
  order?: { slots: Slots; proposalId?: string; waiting?: boolean };
  /** The newest list shown, for "the second one". */
  listed?: {
    kind: "instruments" | "memories" | "orders" | "approvals" | "articles" | "positions";
    items: ListedItem[];
  };
  /** What was remembered last. */
  memoryId?: string;
  /** A request that waits for the answer to a question. */
  pending?: Request;
}

export interface ListedItem {
  id?: string;
  symbol?: string;
  text?: string;
}
