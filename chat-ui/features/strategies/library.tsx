import { useState } from "react";
import { Badge, type Tone } from "../../components/badge.tsx";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Wide } from "../../components/wide.tsx";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { momentUtc, percent } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { usePersonName } from "../../lib/session.tsx";
import { Exchange } from "./exchange.tsx";
import { canCompare, figure, trialWords } from "./words.ts";

interface LibraryProps {
  onOpen: (search: { definition?: string; backtest?: string; compare?: string }) => void;
}

/** What is kept, ranked with its uncertainty, and what was tried last. */
export function Library({ onOpen }: LibraryProps) {
  const [withArchived, setWithArchived] = useState(false);
  const definitions = useDesk("listDefinitions", { includeArchived: withArchived });
  const backtests = useDesk("listBacktests", { limit: 30 });
  return (
    <>
      <Panel
        title="Strategies"
        aside={
          <span className="flex flex-wrap items-center gap-3">
            <label className="flex min-h-8 items-center gap-1.5">
              <input
                type="checkbox"
                checked={withArchived}
                onChange={(event) => setWithArchived(event.target.checked)}
              />
              with those put away
            </label>
            <Exchange />
          </span>
        }
      >
        <Loaded
          query={definitions}
          skeleton={<SkeletonRows />}
          isEmpty={({ definitions: held }) => held.length === 0}
          empty={
            <EmptyState title="No strategy is kept yet.">
              Backtest one, then save it as a draft from its result.
            </EmptyState>
          }
        >
          {({ definitions: held }) => <Definitions held={held} onOpen={onOpen} />}
        </Loaded>
      </Panel>
      <Panel title="Backtests">
        <Loaded
          query={backtests}
          skeleton={<SkeletonRows />}
          isEmpty={({ backtests: held }) => held.length === 0}
          empty={<EmptyState title="Nothing was tried yet." />}
        >
          {({ backtests: held }) => <Backtests held={held} onOpen={onOpen} />}
        </Loaded>
      </Panel>
    </>
  );
}

const TONES: Record<string, Tone> = { draft: "neutral", candidate: "accent", paper: "paper", live: "good" };

type Held = DeskOutput<"listDefinitions">["definitions"];

function Definitions({ held, onOpen }: { held: Held } & LibraryProps) {
  const nameOf = usePersonName();
  return (
    <Wide name="Strategies kept">
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">Strategy</th>
            <th scope="col">Stage</th>
            <th scope="col">On</th>
            <th scope="col" className="num">
              Sharpe, 95 % interval
            </th>
            <th scope="col">Owner</th>
            <th scope="col">Tags</th>
          </tr>
        </thead>
        <tbody>
          {held.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="text-left font-medium">
                <button
                  type="button"
                  className="text-left text-accent hover:underline"
                  onClick={() => onOpen({ definition: one.id })}
                >
                  {one.name}
                </button>{" "}
                <span className="text-muted">v{one.version}</span>
              </th>
              <td>
                <Badge tone={TONES[one.stage] ?? "neutral"}>{one.stage}</Badge>
              </td>
              <td>{one.body.universe.join(", ")}</td>
              <td className="num">
                {one.metrics ? figure(one.metrics.sharpeRatio) : "not tested"}
                {one.sharpeInterval && (
                  <span className="ml-1 text-muted">
                    ({figure(one.sharpeInterval.low)} to {figure(one.sharpeInterval.high)})
                  </span>
                )}
              </td>
              <td>{nameOf(one.owner)}</td>
              <td>{one.tags.join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="label p-3">Strategies whose intervals overlap cannot be told apart by these figures.</p>
    </Wide>
  );
}

function Backtests({ held, onOpen }: { held: DeskOutput<"listBacktests">["backtests"] } & LibraryProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)));
  return (
    <Wide name="Backtests made">
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Compare</span>
            </th>
            <th scope="col">Backtest</th>
            <th scope="col">When</th>
            <th scope="col" className="num">
              Return
            </th>
            <th scope="col" className="num">
              Sharpe
            </th>
            <th scope="col" className="num">
              Drawdown
            </th>
          </tr>
        </thead>
        <tbody>
          {held.map((one) => (
            <BacktestRow
              key={one.id}
              one={one}
              isChosen={chosen.has(one.id)}
              onChoose={(isChosen) => choose(one.id, isChosen)}
              onOpen={() => onOpen({ backtest: one.id })}
            />
          ))}
        </tbody>
      </table>
      <div className="p-3">
        <Button disabled={!canCompare(chosen)} onClick={() => onOpen({ compare: [...chosen].join(",") })}>
          Compare {chosen.size > 0 ? `${chosen.size} chosen` : "two to ten"}
        </Button>
      </div>
    </Wide>
  );
}

interface BacktestRowProps {
  one: DeskOutput<"listBacktests">["backtests"][number];
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  onOpen: () => void;
}

function BacktestRow({ one: { inputs, metrics, createdAt }, isChosen, onChoose, onOpen }: BacktestRowProps) {
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={`Compare ${trialWords(inputs)}`}
          checked={isChosen}
          onChange={(event) => onChoose(event.target.checked)}
        />
      </td>
      <th scope="row" className="text-left font-medium">
        <button type="button" className="text-left text-accent hover:underline" onClick={onOpen}>
          {trialWords(inputs)}
        </button>
      </th>
      <td>{momentUtc(createdAt)}</td>
      <td className="num">{percent(metrics.totalReturn, { digits: 1 })}</td>
      <td className="num">{figure(metrics.sharpeRatio)}</td>
      <td className="num">{percent(metrics.maxDrawdown, { digits: 1 })}</td>
    </tr>
  );
}
