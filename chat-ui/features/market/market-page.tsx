import { getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
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
  const instrument = useRef<HTMLDivElement>(null);
  const open = (wanted: string) => {
    change({ symbol: wanted });
    // On a narrow screen the instrument stands below the list.
    const top = instrument.current?.getBoundingClientRect().top ?? 0;
    if (top > innerHeight / 2) instrument.current?.scrollIntoView();
  };
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
            <Watchlist asOf={asOf} chosen={symbol} onChoose={open} />
          </Panel>
          <div ref={instrument} className="min-w-0 scroll-mt-2">
            <InstrumentView symbol={symbol} asOf={asOf} />
          </div>
        </div>
      )}
    </div>
  );
}
