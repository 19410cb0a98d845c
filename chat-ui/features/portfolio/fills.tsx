import type { Fill } from "#core/model";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { inWords, money, price, quantity } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";

/** What has traded, newest first. */
export function Fills() {
  const query = useDesk("listFills", { limit: 50 });
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows />}
      isEmpty={({ fills }) => fills.length === 0}
      empty={<EmptyState title="No fills yet.">A fill appears here the moment an order trades.</EmptyState>}
    >
      {({ fills }) => (
        <table className="desk-table cards">
          <thead>
            <tr>
              <th scope="col">Fill</th>
              <th scope="col" className="num">
                Quantity
              </th>
              <th scope="col" className="num">
                Price
              </th>
              <th scope="col" className="num">
                Fee
              </th>
              <th scope="col" className="num">
                Time
              </th>
            </tr>
          </thead>
          <tbody>
            {fills.map((fill) => (
              <FillRow key={fill.executionId} fill={fill} />
            ))}
          </tbody>
        </table>
      )}
    </Loaded>
  );
}

function FillRow({ fill }: { fill: Fill }) {
  return (
    <tr>
      <th scope="row" className="wide">
        <span className="text-[0.8125rem] font-semibold text-ink">
          {inWords(fill.side)} {fill.symbol}
        </span>
      </th>
      <td className="num" data-label="Quantity">
        {quantity(fill.quantity)}
      </td>
      <td className="num" data-label="Price">
        <span>
          {price(fill.price)} <SourceMark source={fill.source} />
        </span>
      </td>
      <td className="num" data-label="Fee">
        {money(fill.fee)}
      </td>
      <td className="num wide text-muted" data-label="Time">
        <Moment at={fill.filledAt} />
      </td>
    </tr>
  );
}
