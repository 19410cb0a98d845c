import { type FormEvent, useState } from "react";
import type { Strategy, StrategyParameter } from "#core/model";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { useDesk, useDeskAction } from "../../lib/queries.ts";
import { ParameterFields, Picked, Typed } from "./fields.tsx";
import { parameterFault } from "./words.ts";

/** A backtest, told by the strategy's own parameter space. */
export function TryForm({ onTried }: { onTried: (backtestId: string) => void }) {
  const strategies = useDesk("listStrategies", {});
  return (
    <Panel title="Backtest a strategy" aside="Nothing is traded.">
      <Loaded query={strategies} skeleton={<SkeletonRows />}>
        {({ strategies: known }) => <Form known={known} onTried={onTried} />}
      </Loaded>
    </Panel>
  );
}

interface FormProps {
  known: Strategy[];
  onTried: (backtestId: string) => void;
}

function Form({ known, onTried }: FormProps) {
  const runnable = known.filter(({ kind }) => kind !== "expression");
  const [kind, setKind] = useState(runnable[0]?.kind ?? "sma-cross");
  const [plain, setPlain] = useState({ instrument: "SP500", from: "", slippage: "2" });
  const [typed, setTyped] = useState<Record<string, string>>({});
  const run = useDeskAction("runBacktest", ({ id }) => onTried(id));
  const strategy = known.find((one) => one.kind === kind);
  const parameters = strategy?.parameters ?? [];
  const textOf = (one: StrategyParameter) => typed[`${kind} ${one.name}`] ?? String(one.default);
  const isFaulty = parameters.some((one) => parameterFault(textOf(one), one));
  const change = (part: Partial<typeof plain>) => setPlain((before) => ({ ...before, ...part }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    run.mutate({
      strategy: kind,
      symbol: plain.instrument,
      parameters: Object.fromEntries(parameters.map((one) => [one.name, Number(textOf(one))])),
      costs: { commissionBps: 1, slippageBps: Number(plain.slippage) },
      ...(plain.from ? { from: `${plain.from}T00:00:00.000Z` } : {}),
    });
  };
  return (
    <form onSubmit={send} className="space-y-4 p-3">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Picked
          label="Strategy"
          options={runnable.map((one) => [one.kind, one.name] as const)}
          value={kind}
          onPick={setKind}
        />
        <PlainFields plain={plain} onChange={change} />
      </div>
      {strategy && <p className="max-w-prose text-sm text-muted">{strategy.description}</p>}
      <ParameterFields
        parameters={parameters}
        textOf={textOf}
        onType={(name, text) => setTyped((before) => ({ ...before, [`${kind} ${name}`]: text }))}
      />
      {run.error && <FailureNotice error={run.error} />}
      <Button type="submit" look="primary" disabled={run.isPending || isFaulty}>
        {run.isPending ? "Replaying…" : "Run the backtest"}
      </Button>
    </form>
  );
}

interface PlainFieldsProps {
  plain: { instrument: string; from: string; slippage: string };
  onChange: (part: Partial<PlainFieldsProps["plain"]>) => void;
}

/** What every backtest is told beside its rule. */
function PlainFields({ plain, onChange }: PlainFieldsProps) {
  return (
    <>
      <Typed
        label="Instrument"
        note="Ticker or name"
        value={plain.instrument}
        onType={(instrument) => onChange({ instrument })}
        required
      />
      <Typed
        label="From"
        note="All of the history when left out"
        value={plain.from}
        onType={(from) => onChange({ from })}
        type="date"
      />
      <Typed
        label="Slippage, basis points"
        note="With 1 of commission"
        value={plain.slippage}
        onType={(slippage) => onChange({ slippage })}
        type="number"
        min="0"
        max="1000"
        required
      />
    </>
  );
}
