import { getRouteApi } from "@tanstack/react-router";
import { Choice } from "../../components/choice.tsx";
import { Panel } from "../../components/panel.tsx";
import { AsOf } from "./as-of.tsx";
import { HeldData } from "./held-data.tsx";
import { instantIn } from "./instants.ts";
import { InstrumentView } from "./instrument-view.tsx";
import { Watchlist } from "./watchlist.tsx";

const route = getRouteApi("/market");
const VIEWS = ["prices", "data"] as const;

/** Prices, news and figures the desk holds, as they are or as they were known at an instant; and how good they are. */
export function MarketPage() {
  const { symbol, asOf: told, view = "prices" } = route.useSearch();
  const asOf = instantIn(told);
  const navigate = route.useNavigate();
  const change = (part: { symbol?: string; asOf?: string | undefined; view?: "data" | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...part }), resetScroll: false });
  return (
    <div className="mx-auto max-w-[90rem] space-y-4 p-3 md:p-5">
      <h1 className="sr-only">Market</h1>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Choice
          name="What to see"
          options={VIEWS}
          value={view}
          onChange={(wanted) => change({ view: wanted === "data" ? "data" : undefined })}
        />
        <AsOf asOf={asOf} onChange={(wanted) => change({ asOf: wanted })} />
      </div>
      {view === "data" ? (
        <HeldData asOf={asOf} />
      ) : (
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,34rem)_minmax(0,1fr)]">
          <Panel title="Watchlist">
            <Watchlist asOf={asOf} chosen={symbol} onChoose={(wanted) => change({ symbol: wanted })} />
          </Panel>
          <InstrumentView symbol={symbol} asOf={asOf} />
        </div>
      )}
    </div>
  );
}
