import { Panel } from "../../components/panel.tsx";
import { useDesk } from "../../lib/queries.ts";
import { Announced } from "./announced.tsx";
import { Known } from "./known.tsx";
import { News } from "./news.tsx";
import { PriceHistory } from "./price-history.tsx";

interface InstrumentViewProps {
  /** The first of the watchlist when none is chosen. */
  symbol: string | undefined;
  asOf: string | undefined;
}

/** One instrument: its prices, what is written about it, and what its issuer announced. */
export function InstrumentView({ symbol, asOf }: InstrumentViewProps) {
  const instruments = useDesk("listInstruments", {}).data?.instruments ?? [];
  const shown = instruments.find((one) => one.symbol === symbol);
  const opened = symbol ?? instruments[0]?.symbol;
  if (!opened) return null;
  return (
    <div className="min-w-0 space-y-4">
      <Panel title={shown ? `${opened}: ${shown.name}` : opened} aside={shown?.sector}>
        <PriceHistory symbol={opened} asOf={asOf} />
        {shown?.note && <p className="border-t border-line px-3 py-2 text-xs text-muted">{shown.note}</p>}
      </Panel>
      {asOf && (
        <Panel title={`What was known about ${opened}`}>
          <Known symbol={opened} asOf={asOf} />
        </Panel>
      )}
      <Panel title={`News on ${opened}`}>
        <News symbol={opened} asOf={asOf} />
      </Panel>
      <Panel title="Announced by its issuer">
        <Announced symbol={opened} asOf={asOf} />
      </Panel>
    </div>
  );
}
