import type { Focus } from "../understanding/focus.ts";
import type { Request, Slots } from "../understanding/request.ts";
import { compact } from "../understanding/slots.ts";

/** One tool call of a request. A step may need what the step before it found. */
export interface Step {
  tool: string;
  /** Undefined: what came before makes the step pointless. */
  args(earlier: readonly unknown[]): object | undefined;
}

/** What a step may take from the conversation and from this turn's other requests. */
export interface Surroundings {
  focus: Focus;
  /** The backtest made last, in this turn or before it. */
  tested?: Focus["tested"];
}

/** The index has real prices that end in 2020; its tracker is what can be bought today. */
export const TRACKER: Readonly<Record<string, string>> = { SP500: "SPY" };

const always =
  (args: object): Step["args"] =>
  () =>
    args;

/** The tool calls that carry out a request, in order. None: it is answered without a tool. */
export function stepsFor({ intent, slots }: Request, { focus, tested }: Surroundings): Step[] {
  const { symbol } = slots;
  switch (intent) {
    case "quote":
      return [{ tool: "get_quote", args: always({ symbol }) }];
    case "bars":
      return [
        {
          tool: "get_bars",
          args: always(compact({ symbol, interval: slots.interval, from: slots.from, to: slots.to })),
        },
      ];
    case "articles":
      return [{ tool: "list_articles", args: always(compact({ symbol, limit: 10 })) }];
    case "signals":
      return [
        { tool: "generate_signals", args: always({}) },
        { tool: "list_signals", args: always(compact({ symbol, limit: 10 })) },
      ];
    case "portfolio":
      return [{ tool: "get_portfolio", args: always({}) }];
    case "positions":
      return [{ tool: "list_positions", args: always({}) }];
    case "orders":
      return [{ tool: "list_orders", args: always(compact({ symbol, limit: 20 })) }];
    case "fills":
      return [{ tool: "list_fills", args: always(compact({ symbol, limit: 20 })) }];
    case "approvals":
      return [{ tool: "list_approvals", args: always({ status: "pending" }) }];
    case "limits":
      return [{ tool: "get_limits", args: always({}) }];
    case "health":
      return [{ tool: "health", args: always({}) }];
    case "instruments":
      return [{ tool: "list_instruments", args: always({}) }];
    case "strategies":
      return [{ tool: "list_strategies", args: always({}) }];
    case "backtest":
      return [{ tool: "run_backtest", args: always(backtestArgs(slots)) }];
    case "sweep":
      return [{ tool: "sweep_parameters", args: always(sweepArgs(slots)) }];
    case "propose":
      // An order rests on the last backtest only when it is about the same instrument.
      return proposeSteps(slots, tested?.symbol === slots.symbol ? tested?.id : undefined);
    case "ticket":
      return slots.proposalId
        ? [{ tool: "get_ticket", args: always({ proposalId: slots.proposalId }) }]
        : [{ tool: "list_orders", args: always({ limit: 5 }) }];
    case "explain":
      return [
        {
          tool: "explain_order",
          args: always(
            compact({ proposalId: slots.proposalId, symbol: slots.proposalId ? undefined : symbol }),
          ),
        },
      ];
    case "remember":
      return [
        {
          tool: "remember",
          args: always({
            kind: /\b(prefer|like|always|never|want)\b/i.test(slots.text ?? "") ? "preference" : "fact",
            text: slots.text,
          }),
        },
      ];
    case "recall":
      return [{ tool: "recall", args: always({ query: slots.text || "lessons and preferences" }) }];
    case "forget":
      return forgetSteps(slots, focus);
    default:
      return [];
  }
}

function backtestArgs(slots: Slots): object {
  const { symbol, strategy, parameters, interval, from, to, initialCash } = slots;
  return compact({ strategy, symbol, parameters, interval, from, to, initialCash, costs: costsOf(slots) });
}

const costsOf = ({ slippageBps, commissionBps }: Slots) =>
  slippageBps === undefined && commissionBps === undefined
    ? undefined
    : compact({ slippageBps, commissionBps });

/** A grid that is wide enough to find a plateau and small enough to watch. */
const USUAL_GRID = {
  "sma-cross": { fast: { from: 5, to: 50, step: 5 }, slow: { from: 20, to: 200, step: 10 } },
  "news-sentiment": {
    halfLifeDays: [1, 2, 4],
    entryThreshold: [0.2, 0.3, 0.5],
    exitThreshold: [0, 0.05, 0.1],
  },
} as const;

function sweepArgs(slots: Slots): object {
  const { symbol, strategy = "sma-cross", interval, from, to, initialCash } = slots;
  const grid = { ...USUAL_GRID[strategy], ...slots.grid };
  return compact({ strategy, symbol, grid, interval, from, to, initialCash, costs: costsOf(slots) });
}

function proposeSteps(slots: Slots, backtestId: string | undefined): Step[] {
  const symbol = TRACKER[slots.symbol ?? ""] ?? slots.symbol;
  const order = (quantity: string | undefined) =>
    compact({
      symbol,
      side: slots.side,
      quantity,
      notionalUsd: quantity ? undefined : slots.notionalUsd,
      type: slots.limitPrice ? "limit" : undefined,
      limitPrice: slots.limitPrice,
      rationale: slots.text ? `Asked in conversation: “${slots.text}”` : "Asked in conversation",
      causedBy: backtestId && slots.side === "buy" ? [backtestId] : undefined,
    });
  const judge: Step = {
    tool: "judge_order",
    args: (earlier) => {
      const id = (earlier.at(-1) as { id?: string } | undefined)?.id;
      return id ? { proposalId: id } : undefined;
    },
  };
  if (slots.quantity || slots.notionalUsd)
    return [{ tool: "propose_order", args: always(order(slots.quantity)) }, judge];
  const sellAll: Step = {
    tool: "propose_order",
    args: ([portfolio]) => {
      const held = (
        portfolio as { positions?: { symbol: string; quantity: string }[] } | undefined
      )?.positions?.find((position) => position.symbol === symbol);
      return held ? order(held.quantity) : undefined;
    },
  };
  return [{ tool: "get_portfolio", args: always({}) }, sellAll, judge];
}

function forgetSteps(slots: Slots, focus: Focus): Step[] {
  const spoken =
    /\bmem_[0-9A-Z]{26}\b/.exec(slots.text ?? "")?.[0] ??
    (/^(?:that|it|this)?$/i.test(slots.text ?? "") ? focus.memoryIds[0] : undefined);
  if (spoken) return [{ tool: "forget", args: always({ memoryId: spoken }) }];
  return [
    { tool: "recall", args: always({ query: slots.text || "that", limit: 1 }) },
    {
      tool: "forget",
      args: ([recalled]) => {
        const id = (recalled as { memories?: { memory: { id: string } }[] } | undefined)?.memories?.[0]
          ?.memory.id;
        return id ? { memoryId: id } : undefined;
      },
    },
  ];
}
