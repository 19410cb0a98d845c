import { useQuery } from "@tanstack/react-query";
import type { Fill, Order } from "#core/model";
import { SourceMark } from "../../components/source-mark.tsx";
import type { Ticket } from "../../lib/desk-types.ts";
import { money, price, quantity } from "../../lib/formats.ts";
import { deskQuery } from "../../lib/queries.ts";
import { barsVwap, slippage } from "./execution-quality.ts";
import { SlippageRow, SlippageTable } from "./slippage-table.tsx";

const MINUTE_MS = 60_000;

/** How well an order traded: its average price against the price when it was proposed and the market's VWAP since. */
export function Quality({ order, ticket }: { order: Order; ticket: Ticket }) {
  const { proposal, fills } = ticket;
  const lastFill = fills.at(-1);
  if (!lastFill) return null;
  const fees = fills.reduce((sum, fill) => sum + Number(fill.fee), 0);
  return (
    <section aria-label="Execution quality" className="rounded-lg border border-line bg-surface p-3">
      <h3 className="label">Execution quality</h3>
      <SlippageTable>
        <SlippageRow
          name="Price when proposed"
          than={Number(proposal.referencePrice)}
          slipped={slippage(order, Number(proposal.referencePrice))}
        />
        <AgainstVwap order={order} lastFill={lastFill} />
      </SlippageTable>
      <p className="mt-1 text-xs text-muted">
        {quantity(order.filledQuantity)} at {price(order.averageFillPrice)} on average{" "}
        <SourceMark source={lastFill.source} />, fees {money(fees)}. A positive cost was paid, a negative one
        saved.
      </p>
    </section>
  );
}

/** The market's average over the minutes in which the order was open. */
function AgainstVwap({ order, lastFill }: { order: Order; lastFill: Fill }) {
  const from = order.createdAt;
  const to = new Date(Date.parse(lastFill.filledAt) + MINUTE_MS).toISOString();
  const { data } = useQuery({
    ...deskQuery("getBars", { symbol: order.terms.symbol, interval: "1m", from, to }),
    // The bar of the last minute is known only once that minute is over.
    refetchInterval: ({ state }) =>
      (state.data?.bars.at(-1)?.occurredAt ?? "") < lastFill.filledAt ? 15_000 : false,
  });
  const vwap = data ? barsVwap(data.bars) : null;
  return <SlippageRow name="Market VWAP, 1-minute bars" than={vwap} slipped={slippage(order, vwap)} />;
}
