import { useState } from "react";
import type { BacktestReport } from "#core/model";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Wide } from "../../components/wide.tsx";
import { day, money, percent, price } from "../../lib/formats.ts";

const PAGE = 50;

/** Every round trip, newest first. */
export function TradeTable({ report }: { report: BacktestReport }) {
  const [shown, setShown] = useState(PAGE);
  const trades = report.trades.toReversed();
  if (trades.length === 0) return <EmptyState title="It never traded." />;
  return (
    <Wide name="Trades">
      <table className="desk-table">
        <thead>
          <tr>
            {["Instrument", "Side", "In", "At", "Out", "At", "Profit", "Change", "Why out"].map(
              (head, place) => (
                <th
                  key={head + String(place)}
                  scope="col"
                  className={[3, 5, 6, 7].includes(place) ? "num" : undefined}
                >
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {trades.slice(0, shown).map((trade) => (
            <tr key={`${trade.symbol} ${trade.enteredAt} ${trade.entryPrice}`}>
              <td>{trade.symbol ?? report.inputs.symbol}</td>
              <td>{trade.side ?? "long"}</td>
              <td>{day(trade.enteredAt)}</td>
              <td className="num">{price(trade.entryPrice)}</td>
              <td>{trade.exitedAt ? day(trade.exitedAt) : "still open"}</td>
              <td className="num">{price(trade.exitPrice)}</td>
              <td className="num">{money(trade.profit, { signed: true })}</td>
              <td className="num">{percent(trade.profitFraction, { signed: true, digits: 1 })}</td>
              <td>{trade.exitReason ?? (trade.exitedAt ? "rule" : "–")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {trades.length > shown && (
        <div className="p-3">
          <Button onClick={() => setShown((before) => before + PAGE)}>Show {PAGE} more</Button>
        </div>
      )}
    </Wide>
  );
}
