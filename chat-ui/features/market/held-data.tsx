import { Panel } from "../../components/panel.tsx";
import { Coverage } from "./coverage.tsx";
import { Indicators } from "./indicators.tsx";
import { MarketCalendar } from "./market-calendar.tsx";
import { Runs } from "./runs.tsx";
import { Vendors } from "./vendors.tsx";

/** What is held, how good it is and who tells it; what is on; and figures of the economy. */
export function HeldData({ asOf }: { asOf: string | undefined }) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <div className="min-w-0 space-y-4">
        <Panel title="Bars held">
          <Coverage asOf={asOf} />
        </Panel>
        <Panel title="Vendors" aside="as they are now">
          <Vendors />
        </Panel>
        <Panel title="Newest runs of collectors">
          <Runs asOf={asOf} />
        </Panel>
      </div>
      <div className="min-w-0 space-y-4">
        <Panel title="Figures of the economy">
          <Indicators asOf={asOf} />
        </Panel>
        <Panel title="Calendar, two weeks">
          <MarketCalendar asOf={asOf} />
        </Panel>
      </div>
    </div>
  );
}
