import type { TradingState } from "#core/model";
import { Badge, type Tone } from "../../components/badge.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { useDesk } from "../../lib/queries.ts";
import { BooksStanding } from "./books-standing.tsx";

const STATES: Record<TradingState, { tone: Tone; words: string; meaning: string }> = {
  ACTIVE: {
    tone: "good",
    words: "Active",
    meaning: "Orders that pass every gate, and the people they need, go out.",
  },
  REDUCING: {
    tone: "warn",
    words: "Reducing only",
    meaning: "Only orders that shrink a position go out.",
  },
  HALTED: {
    tone: "bad",
    words: "Halted",
    meaning: "No order goes out; open ones were cancelled and waiting approvals lost their effect.",
  },
};

const MAY_RESUME = ["risk-admin", "admin"];

/** Whether the desk trades, why, and who may change that. The buttons stand at the top of every page. */
export function TradingStanding() {
  const query = useDesk("getLimits", {});
  return (
    <Panel title="Trading state">
      <Loaded query={query} skeleton={<SkeletonRows rows={1} />}>
        {({ tradingState, stateReason }) => {
          const { tone, words, meaning } = STATES[tradingState];
          return (
            <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1 px-3 py-2 text-sm">
              <span className="flex items-baseline gap-2">
                <Badge tone={tone}>{words}</Badge>
                {meaning}
              </span>
              {stateReason && <span className="text-muted">Reason: {stateReason}</span>}
              <WhoMayMove />
            </div>
          );
        }}
      </Loaded>
      <BooksStanding />
    </Panel>
  );
}

function WhoMayMove() {
  const { data } = useDesk("listPeople", {});
  const resumers = data?.people.filter(({ role, disabled }) => !disabled && MAY_RESUME.includes(role)) ?? [];
  return (
    <span className="text-muted">
      Anyone with a seat may halt.{" "}
      {resumers.length > 0 && <>{listOf(resumers.map(({ name }) => name))} may resume.</>}
    </span>
  );
}

const listOf = (names: string[]): string =>
  new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
