import { Choice } from "../../components/choice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import type { OrderWish } from "../../components/order-fields.tsx";
import { untilInWords } from "../../components/ticket/order-words.ts";
import { capitalised } from "../../lib/formats.ts";
import {
  type Exits,
  exitsFor,
  hasLimit,
  hasStop,
  mayBeInParts,
  mayTradeOutside,
  ORDER_TYPES,
  type OrderKind,
  settled,
  timesFor,
} from "./order-draft.ts";

const EXIT_WORDS: Record<Exits, string> = {
  none: "No exits",
  oto: "Stop loss",
  bracket: "Take profit and stop loss",
  oco: "Take profit and stop loss",
};

interface OrderKindFieldsProps {
  kind: OrderKind;
  wish: OrderWish;
  onChange: (kind: OrderKind) => void;
}

/** How an order trades: only the fields its type needs, and only the choices it allows. */
export function OrderKindFields({ kind: typed, wish, onChange }: OrderKindFieldsProps) {
  const kind = settled(typed, wish.side);
  const set = (part: Partial<OrderKind>) => onChange(settled({ ...kind, ...part }, wish.side));
  const exits = exitsFor(wish.side, kind);
  return (
    <div className="space-y-3">
      <Choice name="Type" options={ORDER_TYPES} value={kind.type} onChange={(type) => set({ type })} />
      <div className="grid grid-cols-2 gap-3">
        {hasStop(kind) && (
          <Price label="Stop price" value={kind.stopPrice} onType={(stopPrice) => set({ stopPrice })} />
        )}
        {hasLimit(kind) && (
          <Price
            label={kind.exits === "oco" ? "Take-profit price" : "Limit price"}
            value={kind.limitPrice}
            onType={(limitPrice) => set({ limitPrice })}
          />
        )}
        {kind.type === "trailing-stop" && <Trail kind={kind} set={set} />}
        <HowLong kind={kind} set={set} />
      </div>
      {mayTradeOutside(kind) && (
        <Check
          label="May also trade before and after the session"
          value={kind.extendedHours}
          onChange={(extendedHours) => set({ extendedHours })}
        />
      )}
      {mayBeInParts(kind, wish) && (
        <Check
          label="Parts of a unit too, to spend it all"
          value={kind.inParts}
          onChange={(inParts) => set({ inParts })}
        />
      )}
      {exits.length > 1 && (
        <Choice
          name="Exits"
          options={exits}
          value={kind.exits}
          onChange={(chosen) => set({ exits: chosen })}
          words={(option) => EXIT_WORDS[option]}
        />
      )}
      {kind.exits !== "none" && <ExitFields kind={kind} set={set} />}
    </div>
  );
}

interface CheckProps {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
}

function Check({ label, value, onChange }: CheckProps) {
  return (
    <label className="flex min-h-11 items-center gap-2 text-sm md:min-h-8">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

interface PartProps {
  kind: OrderKind;
  set: (part: Partial<OrderKind>) => void;
}

function HowLong({ kind, set }: PartProps) {
  return (
    <Labelled label="How long">
      {(id) => (
        <select
          id={id}
          className="field"
          value={kind.timeInForce}
          onChange={(event) => set({ timeInForce: event.target.value as OrderKind["timeInForce"] })}
        >
          {timesFor(kind).map((time) => (
            <option key={time} value={time}>
              {capitalised(untilInWords(time))}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function ExitFields({ kind, set }: PartProps) {
  return (
    <div className="grid grid-cols-2 gap-3">
      {kind.exits === "bracket" && (
        <Price
          label="Take-profit price"
          value={kind.takeProfit}
          onType={(takeProfit) => set({ takeProfit })}
        />
      )}
      <Price label="Stop-loss price" value={kind.stopLoss} onType={(stopLoss) => set({ stopLoss })} />
      <Price
        label="Stop-loss worst price"
        note="Empty: 1 % below the stop."
        value={kind.stopLossLimit}
        onType={(stopLossLimit) => set({ stopLossLimit })}
      />
    </div>
  );
}

function Trail({ kind, set }: PartProps) {
  return (
    <>
      <Price
        label={kind.trailBy === "percent" ? "Distance, per cent" : "Distance, US dollars"}
        value={kind.trailAmount}
        onType={(trailAmount) => set({ trailAmount })}
      />
      <Labelled label="Follows by">
        {(id) => (
          <select
            id={id}
            className="field"
            value={kind.trailBy}
            onChange={(event) => set({ trailBy: event.target.value as OrderKind["trailBy"] })}
          >
            <option value="percent">Per cent of the price</option>
            <option value="price">US dollars</option>
          </select>
        )}
      </Labelled>
    </>
  );
}

interface PriceProps {
  label: string;
  /** What an empty field means; without it the field must be filled. */
  note?: string;
  value: string;
  onType: (text: string) => void;
}

function Price({ label, note, value, onType }: PriceProps) {
  return (
    <Labelled label={label} note={note}>
      {(id) => (
        <input
          id={id}
          className="field"
          required={note === undefined}
          inputMode="decimal"
          autoComplete="off"
          pattern="[0-9,]*\.?[0-9]*"
          title="A number above 0"
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Labelled>
  );
}
