import type { ReactNode } from "react";
import { money, price, UNKNOWN } from "../../lib/formats.ts";

/** What a trade cost beside several prices it could have had; each row a `SlippageRow`. */
export function SlippageTable({ children }: { children: ReactNode }) {
  return (
    <table className="desk-table tight flush mt-2">
      <thead>
        <tr>
          <th scope="col">Against</th>
          <th scope="col" className="num">
            Price
          </th>
          <th scope="col" className="num">
            Slippage
          </th>
          <th scope="col" className="num">
            Cost
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface SlippageRowProps {
  name: string;
  than: string | number | null | undefined;
  /** Basis points and US dollars; above 0 is a cost. Null while it is not known. */
  slipped: { bps: number; usd: string | number } | null;
}

export function SlippageRow({ name, than, slipped }: SlippageRowProps) {
  return (
    <tr>
      <th scope="row">
        <span className="whitespace-normal">{name}</span>
      </th>
      <td className="num">{price(than)}</td>
      <td className="num">{slipped ? bps(slipped.bps) : UNKNOWN}</td>
      <td className="num">{money(slipped?.usd, { signed: true })}</td>
    </tr>
  );
}

/** Basis points with their sign, to a tenth. */
export function bps(value: number): string {
  const text = value.toFixed(1);
  if (Number(text) === 0) return "0.0 bps";
  return `${value > 0 ? "+" : ""}${text.replace("-", "−")} bps`;
}
