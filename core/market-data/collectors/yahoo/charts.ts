import type { Finding } from "#core/model";
import { VendorError } from "../../collector.ts";
import type { ChartQuery } from "./client.ts";
import { leftOut, type Run } from "./run.ts";
import { Chart, whyNot } from "./shapes.ts";
import { toYahoo } from "./symbols.ts";
import { finding } from "./telling.ts";

/** Why there is no chart; an unknown symbol has none for any other window either. */
export interface NoChart {
  finding: Finding;
  isUnknown: boolean;
}

/**
 * A chart, or why there is none.
 *
 * @throws VendorError where Yahoo said nothing about the symbol
 */
export async function chartOf(
  topic: "bars" | "actions",
  symbol: string,
  query: ChartQuery,
  run: Run,
): Promise<Chart | NoChart> {
  try {
    const answer = await run.client.chart(toYahoo(symbol) ?? symbol, query, run.signal);
    const read = Chart.safeParse(answer);
    if (read.success) return read.data;
    const detail = `The chart cannot be read: ${whyNot(read.error)}.`;
    const remark = { check: "unreadable", severity: "error", topic, subject: symbol, detail } as const;
    return { finding: finding(remark, run.telling()), isUnknown: false };
  } catch (error) {
    const isUnknown = error instanceof VendorError && error.fault === "not-found";
    return { finding: leftOut(error, topic, symbol, run.telling()), isUnknown };
  }
}
