import type { UseQueryResult } from "@tanstack/react-query";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import type { RiskReport } from "../../lib/desk-types.ts";
import { percent, quantity } from "../../lib/formats.ts";
import { daysInWords } from "./risk-figures.tsx";

/** How long selling each position would take without being most of the market. */
export function Liquidity({ query }: { query: UseQueryResult<RiskReport, Error> }) {
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows />}
      isEmpty={({ liquidity }) => liquidity.positions.length === 0}
      empty={<EmptyState title="Nothing is held, so nothing has to be sold." />}
    >
      {({ liquidity }) => (
        <>
          <table className="desk-table tight">
            <thead>
              <tr>
                <th scope="col">Symbol</th>
                <th scope="col" className="num">
                  Held
                </th>
                <th scope="col" className="num">
                  Mean daily volume
                </th>
                <th scope="col" className="num">
                  To sell
                </th>
              </tr>
            </thead>
            <tbody>
              {liquidity.positions.map((position) => (
                <tr key={position.symbol}>
                  <th scope="row">
                    <span className="text-[0.8125rem] text-ink">{position.symbol}</span>
                  </th>
                  <td className="num">{quantity(position.quantity)}</td>
                  <td className="num">{quantity(position.averageVolume?.toFixed(0))}</td>
                  <td className="num">{daysInWords(position.days)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="border-t border-line px-3 py-2 text-xs text-muted">
            Trading days, taking at most {percent(liquidity.participation, { digits: 0 })} of each day's
            volume.
          </p>
        </>
      )}
    </Loaded>
  );
}
