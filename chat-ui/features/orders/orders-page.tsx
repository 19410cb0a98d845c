import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Icon } from "../../components/icon.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { useDesk } from "../../lib/queries.ts";
import { useMay } from "../../lib/session.tsx";
import { Blotter } from "./blotter.tsx";
import { ExecutionSheet } from "./execution-sheet.tsx";
import { NewOrder } from "./new-order.tsx";
import { OrderSheet } from "./order-sheet.tsx";
import { WorkedOrders } from "./worked-orders.tsx";

const FILTERS = ["all", "open", "closed"] as const;
type Filter = (typeof FILTERS)[number];

const route = getRouteApi("/orders");

/** The blotter: every order as it lives, each opening to its whole story, and the form for a new one. */
export function OrdersPage() {
  const [filter, setFilter] = useState<Filter>("all");
  const [symbol, setSymbol] = useState("");
  const opened = route.useSearch();
  const navigate = route.useNavigate();
  const mayPropose = useMay("orders:propose");
  const query = useDesk("listOrders", { status: filter, limit: 200 });
  const wanted = symbol.trim().toUpperCase();
  const shown = query.data?.orders.filter((order) => order.terms.symbol.startsWith(wanted)) ?? [];
  const close = () => void navigate({ search: {} });
  return (
    <div className="mx-auto max-w-[90rem] space-y-4 p-3 md:p-5">
      <h1 className="sr-only">Orders</h1>
      <Panel
        title="Orders"
        aside={
          mayPropose && (
            <Button look="primary" onClick={() => void navigate({ search: { new: true } })}>
              <Icon name="plus" size={14} />
              New order
            </Button>
          )
        }
      >
        <Filters filter={filter} onFilter={setFilter} symbol={symbol} onSymbol={setSymbol} />
        <Loaded
          query={query}
          skeleton={<SkeletonRows />}
          isEmpty={() => shown.length === 0}
          empty={<NoOrders filter={filter} symbol={wanted} />}
        >
          {() => (
            <Blotter
              orders={shown}
              onOpen={({ clientOrderId }) => void navigate({ search: { order: clientOrderId } })}
            />
          )}
        </Loaded>
      </Panel>
      <WorkedOrders onOpen={(execution) => void navigate({ search: { execution } })} />
      <OrderSheet
        order={query.data?.orders.find(({ clientOrderId }) => clientOrderId === opened.order) ?? null}
        onClose={close}
      />
      <ExecutionSheet executionId={opened.execution ?? null} onClose={close} />
      <NewOrder isOpen={opened.new === true && mayPropose} onClose={close} />
    </div>
  );
}

interface FiltersProps {
  filter: Filter;
  onFilter: (filter: Filter) => void;
  symbol: string;
  onSymbol: (symbol: string) => void;
}

function Filters({ filter, onFilter, symbol, onSymbol }: FiltersProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-3 py-1.5">
      <Choice
        name="Which orders"
        options={FILTERS}
        value={filter}
        onChange={onFilter}
        words={(option) => FILTER_WORDS[option]}
      />
      <input
        type="search"
        aria-label="Only of this symbol"
        placeholder="Symbol"
        className="field max-w-40"
        value={symbol}
        onChange={(event) => onSymbol(event.target.value)}
      />
    </div>
  );
}

const FILTER_WORDS: Record<Filter, string> = { all: "All", open: "Open", closed: "Done" };

function NoOrders({ filter, symbol }: { filter: Filter; symbol: string }) {
  const which = filter === "all" ? "" : `${FILTER_WORDS[filter].toLowerCase()} `;
  return (
    <EmptyState title={symbol ? `No ${which}orders of ${symbol}.` : `No ${which}orders yet.`}>
      An order appears here once its proposal has passed the gates and the people it needs.
    </EmptyState>
  );
}
