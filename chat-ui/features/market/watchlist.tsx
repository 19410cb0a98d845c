import { useQueries } from "@tanstack/react-query";
import type { Instrument } from "#core/model";
import { Badge } from "../../components/badge.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { deskQuery, useDesk } from "../../lib/queries.ts";
import { useMarket } from "./use-market.ts";
import { VendorSilence } from "./vendor-silence.tsx";
import { inParts } from "./watch-row.ts";
import { WatchTable } from "./watch-table.tsx";

/** Instruments of one `getSnapshot`. */
const MOST_ASKED = 20;
const REFRESH_MS = 30_000;
const REFRESH_WHILE_LOST_MS = 5_000;

interface WatchlistProps {
  asOf: string | undefined;
  chosen: string | undefined;
  onChoose: (symbol: string) => void;
}

/** Every instrument of the desk with its price, as it happens. */
export function Watchlist(props: WatchlistProps) {
  const query = useDesk("listInstruments", {});
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows rows={8} />}
      isEmpty={({ instruments }) => instruments.length === 0}
      empty={
        <EmptyState title="No instruments.">
          The desk has no data source yet; quarterdeck.yaml names them.
        </EmptyState>
      }
    >
      {({ instruments }) => <Prices instruments={instruments} {...props} />}
    </Loaded>
  );
}

function Prices({ instruments, asOf, ...choice }: WatchlistProps & { instruments: Instrument[] }) {
  const symbols = instruments.map(({ symbol }) => symbol);
  const { market, line } = useMarket(asOf ? [] : symbols);
  const parts = useQueries({
    queries: inParts(symbols, MOST_ASKED).map((asked) => ({
      ...deskQuery("getSnapshot", { symbols: asked, asOf }),
      refetchInterval: asOf ? false : line === "live" ? REFRESH_MS : REFRESH_WHILE_LOST_MS,
    })),
  });
  const failed = parts.find(({ error }) => error !== null);
  const snapshots = parts.flatMap(({ data }) => data?.snapshots ?? []);
  const asked = snapshots.flatMap(({ freshness }) => freshness.vendors);
  const vendors = market.vendors.length > 0 ? market.vendors : asked;
  return (
    <>
      {!asOf && <LineStanding line={line} />}
      {!asOf && <VendorSilence vendors={[...new Map(vendors.map((one) => [one.name, one])).values()]} />}
      {failed?.error && (
        <div className="p-3">
          <FailureNotice error={failed.error} onRetry={() => void failed.refetch()} />
        </div>
      )}
      {snapshots.length === 0 && market.quotes.size === 0 ? (
        !failed && <SkeletonRows rows={8} />
      ) : (
        <WatchTable
          instruments={instruments}
          snapshots={snapshots}
          quotes={market.quotes}
          asOf={asOf}
          {...choice}
        />
      )}
    </>
  );
}

function LineStanding({ line }: { line: "connecting" | "live" | "lost" }) {
  return (
    <p role="status" className="border-b border-line px-3 py-1.5 text-xs text-muted">
      {line === "live" && (
        <>
          <Badge tone="good">as it happens</Badge> Prices come by themselves.
        </>
      )}
      {line === "connecting" && "Opening the line for prices…"}
      {line === "lost" && (
        <>
          <Badge tone="warn">not live</Badge> The line for prices is down. They are read every few seconds
          until it is back.
        </>
      )}
    </p>
  );
}
