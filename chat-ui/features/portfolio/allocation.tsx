import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { Portfolio } from "#core/model";
import { Choice } from "../../components/choice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { money, percent } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { type AllocationPart, allocationOf } from "./allocation-parts.ts";

const HEADINGS = ["symbol", "sector"] as const;

/** Where the equity is: one bar cut by value, and the same as a list. */
export function Allocation({ portfolio }: { portfolio: UseQueryResult<Portfolio, Error> }) {
  const [heading, setHeading] = useState<(typeof HEADINGS)[number]>("symbol");
  const { data } = useDesk("listInstruments", {});
  const sectorOf = new Map(data?.instruments.map(({ symbol, sector }) => [symbol, sector] as const));
  const nameOf = (symbol: string) => (heading === "symbol" ? symbol : (sectorOf.get(symbol) ?? "Unknown"));
  return (
    <>
      <div className="border-b border-line px-3 py-1.5">
        <Choice
          name="Allocation by"
          options={HEADINGS}
          value={heading}
          onChange={setHeading}
          words={(option) => `By ${option}`}
        />
      </div>
      <Loaded query={portfolio} skeleton={<SkeletonRows />}>
        {(held) => <AllocationChart parts={allocationOf(held, nameOf)} source={held.source} />}
      </Loaded>
    </>
  );
}

interface AllocationChartProps {
  parts: AllocationPart[];
  source: Portfolio["source"];
}

function AllocationChart({ parts, source }: AllocationChartProps) {
  return (
    <div className="space-y-3 p-3">
      <div aria-hidden="true" className="flex h-5 gap-0.5 overflow-hidden rounded">
        {parts.map((part, index) => (
          <span
            key={part.name}
            style={{ flexGrow: Math.max(0, part.size), background: inkOf(part, index) }}
          />
        ))}
      </div>
      <ul className="space-y-1.5 text-xs">
        {parts.map((part, index) => (
          <li key={part.name} className="grid grid-cols-[auto_minmax(0,1fr)_auto_3.5rem] items-center gap-2">
            <span
              aria-hidden="true"
              className="size-2.5 rounded-sm border border-line"
              style={{ background: inkOf(part, index) }}
            />
            <span className="truncate font-medium">{part.name}</span>
            <span>
              {money(part.value, { digits: 0 })} <SourceMark source={source} />
            </span>
            <span className="text-right text-muted">{percent(part.ofEquity, { digits: 1 })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const FADE_PER_RANK = 13;
const FAINTEST = 22;

/** One hue, fainter by rank, so that order and not colour tells the parts apart; cash is the plain ground. */
function inkOf({ isCash }: AllocationPart, rank: number): string {
  if (isCash) return "var(--c-sunken)";
  const strength = Math.max(FAINTEST, 100 - rank * FADE_PER_RANK);
  return `color-mix(in oklab, var(--c-accent) ${strength}%, var(--c-surface))`;
}
