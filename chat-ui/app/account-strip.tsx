import type { ReactNode } from "react";
import type { Portfolio } from "#core/model";
import { Gain } from "../components/gain.tsx";
import { Moment } from "../components/moment.tsx";
import { SourceMark } from "../components/source-mark.tsx";
import { money, percent, ratio, UNKNOWN } from "../lib/formats.ts";
import { useDesk } from "../lib/queries.ts";

/** Equity, the day, cash and exposure, on every page. Unknown figures are dashes. */
export function AccountStrip() {
  const { data, isPending } = useDesk("getPortfolio", {});
  return (
    <section
      aria-label="Account"
      aria-busy={isPending}
      className="grid grid-cols-[auto_auto] justify-between gap-x-3 gap-y-1 border-b border-line bg-surface px-3 py-1.5 sm:flex sm:items-baseline sm:justify-start sm:gap-8"
    >
      <Figure name="Equity" source={data?.source}>
        <span className="font-semibold">{money(data?.equity)}</span>
      </Figure>
      <Figure name="Day P/L" source={data?.source}>
        {data ? <Gain amount={data.dayPnl} fraction={ratio(data.dayPnl, data.equityAtOpen)} /> : UNKNOWN}
      </Figure>
      <Figure name="Cash" source={data?.source}>
        {money(data?.cash)}
      </Figure>
      <Figure name="Exposure" source={data?.source}>
        {money(data?.grossExposure)}
        <span className="ml-1.5 hidden text-[0.92em] text-muted sm:inline">
          {percent(ratio(data?.grossExposure, data?.equity), { digits: 1 })}
        </span>
      </Figure>
      <span className="ml-auto hidden text-2xs text-muted xl:block">
        {data && (
          <>
            as of <Moment at={data.asOf} />
          </>
        )}
      </span>
    </section>
  );
}

interface FigureProps {
  name: string;
  source?: Portfolio["source"];
  children: ReactNode;
}

function Figure({ name, source, children }: FigureProps) {
  return (
    <div className="flex min-w-0 items-baseline gap-1 sm:gap-2">
      <span className="label whitespace-nowrap">{name}</span>
      <span className="text-xs whitespace-nowrap sm:text-sm">{children}</span>
      {source && <SourceMark source={source} />}
    </div>
  );
}
