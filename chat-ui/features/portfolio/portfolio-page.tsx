import { Moment } from "../../components/moment.tsx";
import { Panel } from "../../components/panel.tsx";
import { useDesk } from "../../lib/queries.ts";
import { AccountFigures } from "./account-figures.tsx";
import { Allocation } from "./allocation.tsx";
import { Fills } from "./fills.tsx";
import { Optimiser } from "./optimiser.tsx";
import { Positions } from "./positions.tsx";

/** The account as it is now: figures, positions, where the money is and what traded; and what it could be instead. */
export function PortfolioPage() {
  const portfolio = useDesk("getPortfolio", {});
  return (
    <div className="mx-auto max-w-[90rem] space-y-4 p-3 md:p-5">
      <h1 className="sr-only">Portfolio</h1>
      <Panel
        title="Account"
        aside={
          portfolio.data && (
            <>
              as of <Moment at={portfolio.data.asOf} />
            </>
          )
        }
      >
        <AccountFigures query={portfolio} />
      </Panel>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-4">
          <Panel title="Positions">
            <Positions portfolio={portfolio} />
          </Panel>
          <Panel title="Fills">
            <Fills />
          </Panel>
        </div>
        <Panel title="Allocation">
          <Allocation portfolio={portfolio} />
        </Panel>
      </div>
      <Panel title="Optimiser">
        <Optimiser portfolio={portfolio.data} />
      </Panel>
    </div>
  );
}
