import type { DeskOutput } from "../../lib/desk-types.ts";
import { capitalised, money, percent, price } from "../../lib/formats.ts";
import { SourceMark } from "../source-mark.tsx";
import { CheckList } from "./check-list.tsx";
import { deed, typeInWords } from "./order-words.ts";
import { VerdictBadge } from "./verdict-badge.tsx";

type OrderPreview = DeskOutput<"previewOrder">;
/** What the gates would say of an order and what it would leave: grounds for a decision, and no order yet. */
export function PreviewCard({ preview }: { preview: OrderPreview }) {
  const { terms, company, verdict, effect } = preview;
  return (
    <article aria-label={`What if: ${deed(terms)}`} className="space-y-3 text-sm">
      <header>
        <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
          <h3 className="font-semibold">{deed(terms)}</h3>
          {company !== terms.symbol && <span className="text-muted">{company}</span>}
          <span className="ml-auto">
            <VerdictBadge verdict={verdict} />
          </span>
        </div>
        <p className="text-xs text-muted">
          {typeInWords(terms)}. Worst notional {money(preview.worstNotional)}; reference price{" "}
          {price(preview.referencePrice)} <SourceMark source={preview.priceSource} />
        </p>
      </header>
      <EffectTable effect={effect} />
      <CheckList verdict={verdict} withHeadroom />
    </article>
  );
}

function EffectTable({ effect }: { effect: OrderPreview["effect"] }) {
  const { confidence, before, after, missing } = effect.valueAtRisk;
  return (
    <div>
      <h4 className="label">If all of it fills</h4>
      <table className="desk-table tight flush">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Figure</span>
            </th>
            <th scope="col" className="num">
              Now
            </th>
            <th scope="col" className="num">
              Then
            </th>
          </tr>
        </thead>
        <tbody>
          {effect.exposures.map((line) => (
            <tr key={line.name}>
              <th scope="row">{capitalised(line.name)}</th>
              <Amount usd={line.before} share={line.beforeOfEquity} />
              <Amount usd={line.after} share={line.afterOfEquity} />
            </tr>
          ))}
          <tr>
            <th scope="row">Value at risk, {percent(confidence, { digits: 0 })}</th>
            <Amount usd={before} />
            <Amount usd={after} />
          </tr>
        </tbody>
      </table>
      {missing && <p className="text-xs text-muted">There is no value at risk: {missing}</p>}
    </div>
  );
}

function Amount({ usd, share }: { usd: string | number | null; share?: number | null }) {
  return (
    <td className="num">
      {money(usd, { digits: 0 })}
      <span className="ml-1 inline-block w-11 text-xs text-muted">
        {share !== undefined && percent(share, { digits: 1 })}
      </span>
    </td>
  );
}
