import { direction, money, percent } from "../lib/formats.ts";

const INK = { gain: "text-gain", loss: "text-loss", flat: "text-ink" } as const;

/** A gain or loss in dollars, with sign and colour, and as a percentage where its base is known. */
export function Gain({ amount, fraction }: { amount: string | null | undefined; fraction?: number | null }) {
  return (
    <span className={`whitespace-nowrap ${INK[direction(amount)]}`}>
      {money(amount, { signed: true })}
      {fraction !== undefined && (
        <span className="ml-1.5 text-[0.92em]">{percent(fraction, { signed: true })}</span>
      )}
    </span>
  );
}
