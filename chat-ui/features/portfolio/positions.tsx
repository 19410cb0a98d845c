import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Portfolio, Position } from "#core/model";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Gain } from "../../components/gain.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { momentUtc, money, percent, price, quantity, ratio } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { Lots } from "./lots.tsx";

/** What the account holds, largest first. */
export function Positions({ portfolio }: { portfolio: UseQueryResult<Portfolio, Error> }) {
  return (
    <Loaded
      query={portfolio}
      skeleton={<SkeletonRows />}
      isEmpty={({ positions }) => positions.length === 0}
      empty={
        <EmptyState title="No positions.">
          Nothing has been bought yet.{" "}
          <Link to="/" className="text-accent underline underline-offset-2">
            Ask in the chat
          </Link>{" "}
          for a backtest, then put money in it.
        </EmptyState>
      }
    >
      {({ positions, equity }) => <PositionTable positions={positions} equity={equity} />}
    </Loaded>
  );
}

const COLUMNS = 8;

function PositionTable({ positions, equity }: { positions: Position[]; equity: string }) {
  const largestFirst = [...positions].sort(
    (a, b) => Math.abs(Number(b.marketValue)) - Math.abs(Number(a.marketValue)),
  );
  return (
    <table className="desk-table cards">
      <thead>
        <tr>
          <th scope="col">Instrument</th>
          <th scope="col" className="num">
            Quantity
          </th>
          <th scope="col" className="num">
            Average cost
          </th>
          <th scope="col" className="num">
            Mark
          </th>
          <th scope="col" className="num">
            Value
          </th>
          <th scope="col" className="num">
            Of equity
          </th>
          <th scope="col" className="num">
            Unrealised
          </th>
          <th scope="col" className="num">
            Realised
          </th>
        </tr>
      </thead>
      <tbody>
        {largestFirst.map((position) => (
          <PositionRow key={`${position.account}:${position.symbol}`} position={position} equity={equity} />
        ))}
      </tbody>
    </table>
  );
}

function PositionRow({ position, equity }: { position: Position; equity: string }) {
  const [showsLots, setShowsLots] = useState(false);
  const instruments = useDesk("listInstruments", {});
  const company = instruments.data?.instruments.find(({ symbol }) => symbol === position.symbol)?.name;
  const cost = Number(position.marketValue) - Number(position.unrealisedPnl);
  return (
    <>
      <tr>
        <th scope="row" className="wide">
          <span className="block text-sm font-semibold text-ink">{position.symbol}</span>
          {company && <span className="block text-xs font-normal text-muted">{company}</span>}
          <Button
            small
            look="bare"
            className="-ml-2.5 max-md:min-h-11 md:min-h-0"
            aria-expanded={showsLots}
            aria-label={`Lots of ${position.symbol}`}
            onClick={() => setShowsLots(!showsLots)}
          >
            {showsLots ? "Hide lots" : "Lots"}
          </Button>
        </th>
        <td className="num" data-label="Quantity">
          {quantity(position.quantity)}
        </td>
        <td className="num" data-label="Average cost">
          {price(position.averageCost)}
        </td>
        <td className="num" data-label="Mark">
          <span title={`Marked ${momentUtc(position.markedAt)}`}>
            {price(position.markPrice)} <SourceMark source={position.source} />
          </span>
        </td>
        <td className="num" data-label="Value">
          {money(position.marketValue)}
        </td>
        <td className="num" data-label="Of equity">
          {percent(ratio(position.marketValue, equity), { digits: 1 })}
        </td>
        <td className="num wide max-sm:order-1" data-label="Unrealised">
          <Gain amount={position.unrealisedPnl} fraction={ratio(position.unrealisedPnl, Math.abs(cost))} />
        </td>
        <td className="num" data-label="Realised">
          <Gain amount={position.realisedPnl} />
        </td>
      </tr>
      {showsLots && (
        <tr>
          <td colSpan={COLUMNS} className="wide bg-sunken">
            <Lots symbol={position.symbol} source={position.source} />
          </td>
        </tr>
      )}
    </>
  );
}
