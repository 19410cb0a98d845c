import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import type { PortfolioAdvice } from "../../lib/desk-types.ts";
import { inWords, money, percent, quantity } from "../../lib/formats.ts";
import { useDeskAction } from "../../lib/queries.ts";
import { useMay } from "../../lib/session.tsx";
import { BasketStanding } from "./basket-standing.tsx";

/** The whole-share orders that lead to the weights. */
export function BasketPanel({ advice, rationale }: { advice: PortfolioAdvice; rationale: string }) {
  const { basket } = advice;
  const propose = useDeskAction("proposeBasket");
  const mayPropose = useMay("orders:propose");
  if (basket.orders.length === 0)
    return (
      <div className="border-t border-line">
        <EmptyState title="Nothing to trade.">
          The account already has these weights, to the whole share.
        </EmptyState>
      </div>
    );
  return (
    <section aria-label="Basket" className="border-t border-line">
      <h3 className="px-3 pt-2 text-sm font-semibold">The basket that would lead there</h3>
      <OrderTable orders={basket.orders} />
      <p className="border-t border-line px-3 py-2 text-xs text-muted">
        Cash after it {money(basket.cashAfter)}; turnover {percent(basket.turnover, { digits: 1 })}.
      </p>
      <div className="space-y-2 border-t border-line p-3">
        {propose.error && <FailureNotice error={propose.error} />}
        {propose.data ? (
          <BasketStanding basketId={propose.data.id} />
        ) : (
          mayPropose && (
            <>
              <Button
                look="primary"
                disabled={propose.isPending}
                onClick={() =>
                  propose.mutate({
                    account: advice.account,
                    legs: basket.orders.map(({ symbol, side, quantity }) => ({ symbol, side, quantity })),
                    rationale,
                  })
                }
              >
                {propose.isPending ? "Working…" : `Propose these ${basket.orders.length} orders as one`}
              </Button>
              <p className="label">
                They are judged as a whole: one order that fails refuses all, and people approve the whole.
              </p>
            </>
          )
        )}
      </div>
    </section>
  );
}

function OrderTable({ orders }: { orders: PortfolioAdvice["basket"]["orders"] }) {
  return (
    <table className="desk-table tight">
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col" className="num">
            Units
          </th>
          <th scope="col" className="num">
            About
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.symbol}>
            <th scope="row">
              <span className="text-[0.8125rem] font-semibold text-ink">
                {inWords(order.side)} {order.symbol}
              </span>
            </th>
            <td className="num">{quantity(order.quantity)}</td>
            <td className="num">{money(order.notional)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
