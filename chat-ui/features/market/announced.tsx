import { Actions } from "./actions.tsx";
import { Earnings } from "./earnings.tsx";

/** Splits, dividends and the like, and when the company tells its figures. */
export function Announced({ symbol, asOf }: { symbol: string; asOf: string | undefined }) {
  return (
    <>
      <Actions symbol={symbol} asOf={asOf} />
      <div className="border-t border-line">
        <Earnings symbol={symbol} asOf={asOf} />
      </div>
    </>
  );
}
