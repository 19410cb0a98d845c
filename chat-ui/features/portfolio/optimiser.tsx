import { type FormEvent, useState } from "react";
import type { Portfolio } from "#core/model";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { SkeletonRows } from "../../components/loaded.tsx";
import { useDeskAction } from "../../lib/queries.ts";
import { useMay } from "../../lib/session.tsx";
import { Advice } from "./advice.tsx";
import { BasketPanel } from "./basket.tsx";
import { OptimiserFields } from "./optimiser-fields.tsx";
import { FIRST_WISH, METHODS, requestOf } from "./optimiser-request.ts";

const FRONTIER_POINTS = 20;

/** Works out better weights, proves them, and shows the whole-share basket that would lead there. */
export function Optimiser({ portfolio }: { portfolio: Portfolio | undefined }) {
  const mayRun = useMay("strategies:run");
  const [wish, setWish] = useState(FIRST_WISH);
  const work = useDeskAction("optimizePortfolio");
  if (!mayRun)
    return <EmptyState title="The optimiser is for traders.">Ask someone who may run strategies.</EmptyState>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    work.mutate({ ...requestOf(wish, investedNow(portfolio)), frontierPoints: FRONTIER_POINTS });
  };
  return (
    <div className="grid xl:grid-cols-[21rem_minmax(0,1fr)]">
      <form onSubmit={submit} className="space-y-3 border-line p-3 max-xl:border-b xl:border-r">
        <OptimiserFields wish={wish} onChange={setWish} />
        <Button type="submit" look="primary" disabled={work.isPending}>
          {work.isPending ? "Working it out…" : "Work out weights"}
        </Button>
        <p className="label">Nothing is traded: the answer is advice until somebody proposes its basket.</p>
      </form>
      <div aria-busy={work.isPending} className="min-w-0">
        {work.error && (
          <div className="p-3">
            <FailureNotice error={work.error} />
          </div>
        )}
        {work.isPending && <SkeletonRows rows={8} />}
        {work.data && (
          <>
            <Advice advice={work.data} />
            <BasketPanel
              key={work.submittedAt}
              advice={work.data}
              rationale={`Rebalance by the optimiser: ${METHODS[work.data.method].toLowerCase()}.`}
            />
          </>
        )}
        {work.isIdle && (
          <EmptyState title="No weights yet.">
            Choose a method and its limits; the weights, their proof, the frontier and the basket appear here.
          </EmptyState>
        )}
      </div>
    </div>
  );
}

/** Share of the equity that is in positions; all of it for an account that holds none yet. */
function investedNow(portfolio: Portfolio | undefined): number {
  const [held, equity] = [Number(portfolio?.netExposure ?? 0), Number(portfolio?.equity ?? 0)];
  return held > 0 && equity > 0 ? Math.min(1, Number((held / equity).toFixed(4))) : 1;
}
