import type { FactBatch } from "#core/model";
import type { Page, Wish } from "../../collector.ts";
import { readActions } from "./actions.ts";
import { chartOf } from "./charts.ts";
import { pageOf, placeAfter, type Run, unnamed } from "./run.ts";
import { toYahoo } from "./symbols.ts";

const DAY_MS = 86_400_000;

type ActionsWish = Extract<Wish, { topic: "actions" }>;

/** One page for each symbol. */
export async function* collectActions(wish: ActionsWish, run: Run): AsyncGenerator<Page> {
  for (let { index } = run.start; index < wish.symbols.length; index++) {
    const symbol = wish.symbols[index] ?? "";
    const after = placeAfter(index, wish.symbols.length);
    yield pageOf(await actionsOf(symbol, wish, run), after);
  }
}

async function actionsOf(symbol: string, wish: ActionsWish, run: Run): Promise<FactBatch> {
  const { receivedAt } = run.telling();
  if (!toYahoo(symbol)) return { receivedAt, findings: [unnamed("actions", symbol, run.telling())] };
  const nowMs = Date.parse(receivedAt);
  const fromMs = Date.parse(wish.from);
  if (fromMs > nowMs) return { receivedAt };
  // Until now, whatever the window's end: later splits say how many of today's shares a dividend was paid on.
  const query = { interval: "1mo", fromMs: fromMs - 35 * DAY_MS, toMs: nowMs + 1_000 } as const;
  const chart = await chartOf("actions", symbol, query, run);
  const telling = run.telling();
  if ("finding" in chart) return { receivedAt: telling.receivedAt, findings: [chart.finding] };
  const [fromDay, toDay] = [wish.from.slice(0, 10), wish.to.slice(0, 10)];
  const told = readActions(chart, { ...telling, symbol, fromDay, toDay });
  return { receivedAt: telling.receivedAt, actions: told.facts, findings: told.findings };
}
