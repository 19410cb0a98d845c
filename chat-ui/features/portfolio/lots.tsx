import type { Source } from "#core/model";
import { Gain } from "../../components/gain.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { money, price, quantity } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";

type Instrument = DeskOutput<"listLots">["instruments"][number];

/** What a position is made of, first in first out: the lots that are left, and what closing others brought. */
export function Lots({ symbol, source }: { symbol: string; source: Source }) {
  const query = useDesk("listLots", { symbol });
  return (
    <div className="w-full">
      <Loaded query={query} skeleton={<SkeletonRows rows={2} />}>
        {({ instruments }) =>
          instruments.map((instrument) => (
            <LotsOf key={instrument.symbol} instrument={instrument} source={source} />
          ))
        }
      </Loaded>
    </div>
  );
}

function LotsOf({ instrument, source }: { instrument: Instrument; source: Source }) {
  const { symbol, lots, closings, realisedPnl, fees } = instrument;
  return (
    <section aria-label={`Lots of ${symbol}`} className="space-y-2 text-xs">
      <ul className="space-y-1">
        {lots.map((lot) => (
          <li key={lot.executionId} className="flex flex-wrap justify-between gap-x-4">
            <span>
              {quantity(lot.quantity)} at {price(lot.cost)}{" "}
              <span className="text-muted">
                since <Moment at={lot.openedAt} />
              </span>
            </span>
            <span>
              <Gain amount={lot.unrealisedPnl} /> <SourceMark source={source} />
            </span>
          </li>
        ))}
      </ul>
      {closings.length > 0 && (
        <>
          <h3 className="label font-semibold">Closed, newest first</h3>
          <ul className="space-y-1">
            {closings.map((closing) => (
              <li
                key={`${closing.openedBy}:${closing.closedBy}`}
                className="flex flex-wrap justify-between gap-x-4"
              >
                <span>
                  {quantity(closing.quantity)} from {price(closing.cost)} to {price(closing.price)}{" "}
                  <span className="text-muted">
                    <Moment at={closing.closedAt} />
                  </span>
                </span>
                <Gain amount={closing.pnl} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="text-muted">
        First in, first out. Realised after fees <Gain amount={realisedPnl} />; fees {money(fees)}.
      </p>
    </section>
  );
}
