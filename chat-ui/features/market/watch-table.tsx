import type { Instrument, Quote } from "#core/model";
import { Badge } from "../../components/badge.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { direction, momentUtc, money, percent, price, UNKNOWN } from "../../lib/formats.ts";
import { useNow } from "../../lib/use-now.ts";
import { age } from "./instants.ts";
import { type Snapshot, watchRow } from "./watch-row.ts";

const INK = { gain: "text-gain", loss: "text-loss", flat: "text-ink" } as const;

interface WatchTableProps {
  instruments: Instrument[];
  snapshots: Snapshot[];
  quotes: ReadonlyMap<string, Quote>;
  asOf: string | undefined;
  chosen: string | undefined;
  onChoose: (symbol: string) => void;
}

/** Prices side by side; a row's name opens the instrument. */
export function WatchTable({ instruments, snapshots, quotes, asOf, chosen, onChoose }: WatchTableProps) {
  const bySymbol = new Map(snapshots.map((snapshot) => [snapshot.symbol, snapshot]));
  return (
    <table className="desk-table tight">
      <thead>
        <tr>
          <th scope="col">Instrument</th>
          <th scope="col" className="num">
            Bid / ask
          </th>
          <th scope="col" className="num" title="From the close of the newest whole day">
            Since close
          </th>
          <th scope="col" className="num">
            Told
          </th>
        </tr>
      </thead>
      <tbody>
        {instruments.map((instrument) => (
          <Row
            key={instrument.symbol}
            instrument={instrument}
            snapshot={bySymbol.get(instrument.symbol)}
            told={quotes.get(instrument.symbol)}
            asOf={asOf}
            isChosen={chosen === instrument.symbol}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  instrument: Instrument;
  snapshot: Snapshot | undefined;
  told: Quote | undefined;
  asOf: string | undefined;
  isChosen: boolean;
  onChoose: (symbol: string) => void;
}

function Row({ instrument: { symbol, name, source }, snapshot, told, asOf, isChosen, onChoose }: RowProps) {
  const row = watchRow(snapshot, told);
  return (
    <tr className={`[&>*]:align-middle! ${isChosen ? "bg-accent-soft" : ""}`}>
      <th scope="row">
        <button
          type="button"
          aria-pressed={isChosen}
          onClick={() => onChoose(symbol)}
          className="min-h-11 text-left md:min-h-9"
        >
          <span className="block text-sm font-semibold text-accent">
            {symbol} <SourceMark source={row.quote?.source ?? source} />
          </span>
          <span className="block max-w-28 truncate text-xs font-normal text-ink sm:max-w-48">{name}</span>
        </button>
      </th>
      <td className="num">
        <span className="block">{inCents(row.quote?.bid)}</span>
        <span className="block">{inCents(row.quote?.ask)}</span>
      </td>
      <td className={`num ${INK[direction(row.change?.toFixed(4))]}`}>
        {percent(row.change, { signed: true })}
      </td>
      <td className="num">
        <Told {...row} asOf={asOf} />
      </td>
    </tr>
  );
}

function Told({
  at,
  notes,
  asOf,
}: Pick<ReturnType<typeof watchRow>, "at" | "notes"> & { asOf: string | undefined }) {
  const now = useNow();
  return (
    <>
      <span className="block text-xs" title={at ? momentUtc(at) : undefined}>
        {at ? age(at, asOf ? new Date(asOf) : now) : UNKNOWN}
      </span>
      {notes.map(({ word, says }) => (
        <Badge key={word} tone="warn" title={says}>
          {word}
        </Badge>
      ))}
    </>
  );
}

/** A price in cents; one below a dollar keeps its own decimals. */
const inCents = (amount: number | undefined): string =>
  amount !== undefined && amount < 1 ? price(amount) : money(amount);
