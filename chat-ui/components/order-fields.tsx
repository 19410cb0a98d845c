import type { Side } from "#core/model";
import { inWords } from "../lib/formats.ts";
import { useDesk } from "../lib/queries.ts";
import { Choice } from "./choice.tsx";
import { Labelled } from "./labelled.tsx";

const SIDES = ["buy", "sell"] as const;
const SIZES = ["dollars", "units"] as const;

/** What to trade and how much, as typed. */
export interface OrderWish {
  side: Side;
  symbol: string;
  sizeBy: (typeof SIZES)[number];
  size: string;
}

export const NO_WISH: OrderWish = { side: "buy", symbol: "", sizeBy: "dollars", size: "" };

/** The wish in the words of the operations. */
export function wishTerms({ side, symbol, sizeBy, size }: OrderWish) {
  const amount = size.trim().replaceAll(",", "");
  return {
    side,
    symbol: symbol.trim(),
    ...(sizeBy === "dollars" ? { notionalUsd: amount } : { quantity: amount }),
  };
}

interface OrderFieldsProps {
  wish: OrderWish;
  onChange: (wish: OrderWish) => void;
}

/** Side, instrument and size: the part of an order every form asks for. */
export function OrderFields({ wish, onChange }: OrderFieldsProps) {
  const { data } = useDesk("listInstruments", {});
  const tradable = data?.instruments.filter((instrument) => instrument.tradable) ?? [];
  const set = (part: Partial<OrderWish>) => onChange({ ...wish, ...part });
  return (
    <div className="space-y-3">
      <Choice name="Side" options={SIDES} value={wish.side} onChange={(side) => set({ side })} />
      <div className="grid grid-cols-2 gap-3">
        <Labelled label="Symbol or company">
          {(id) => (
            <>
              <input
                id={id}
                className="field"
                required
                autoComplete="off"
                list={`${id}-list`}
                value={wish.symbol}
                onChange={(event) => set({ symbol: event.target.value })}
              />
              <datalist id={`${id}-list`}>
                {tradable.map(({ symbol, name }) => (
                  <option key={symbol} value={symbol}>
                    {name}
                  </option>
                ))}
              </datalist>
            </>
          )}
        </Labelled>
        <Labelled label={wish.sizeBy === "dollars" ? "US dollars" : "Units"}>
          {(id) => (
            <input
              id={id}
              className="field"
              required
              inputMode="decimal"
              autoComplete="off"
              pattern="[0-9,]*\.?[0-9]*"
              title="A number above 0"
              value={wish.size}
              onChange={(event) => set({ size: event.target.value })}
            />
          )}
        </Labelled>
      </div>
      <Choice
        name="Size by"
        options={SIZES}
        value={wish.sizeBy}
        onChange={(sizeBy) => set({ sizeBy })}
        words={(option) => `Size in ${inWords(option).toLowerCase()}`}
      />
    </div>
  );
}
