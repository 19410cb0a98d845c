import { type FormEvent, useState } from "react";
import type { Strategy } from "#core/model";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { useDesk, useDeskAction } from "../../lib/queries.ts";
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
  const [instrument, setInstrument] = useState("SP500");
  const [from, setFrom] = useState("");
  const [costs, setCosts] = useState("2");
  const [typed, setTyped] = useState<Record<string, string>>({});
  const run = useDeskAction("runBacktest", ({ id }) => onTried(id));
  const strategy = known.find((one) => one.kind === kind);
  const textOf = (name: string, usual: number) => typed[`${kind} ${name}`] ?? String(usual);
  const faults = (strategy?.parameters ?? []).filter((one) =>
    parameterFault(textOf(one.name, one.default), one),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    const parameters = Object.fromEntries(
      (strategy?.parameters ?? []).map((one) => [one.name, Number(textOf(one.name, one.default))]),
    );
    run.mutate({
      strategy: kind,
      symbol: instrument,
      parameters,
      costs: { commissionBps: 1, slippageBps: Number(costs) },
      ...(from ? { from: `${from}T00:00:00.000Z` } : {}),
    });
  };
  return (
    <form onSubmit={send} className="space-y-4 p-3">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Labelled label="Strategy">
          {(id) => (
            <select
              id={id}
              className="field"
              value={kind}
              onChange={(event) => setKind(event.target.value as typeof kind)}
            >
              {runnable.map((one) => (
                <option key={one.kind} value={one.kind}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Typed label="Instrument" note="Ticker or name" value={instrument} onType={setInstrument} required />
        <Typed
          label="From"
          note="All of the history when left out"
          value={from}
          onType={setFrom}
          type="date"
        />
        <Typed
          label="Slippage, basis points"
          note="With 1 of commission"
          value={costs}
          onType={setCosts}
          type="number"
          min="0"
          max="1000"
          required
        />
      </div>
      {strategy && <p className="max-w-prose text-sm text-muted">{strategy.description}</p>}
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {strategy?.parameters.map((one) => {
          const text = textOf(one.name, one.default);
          const fault = parameterFault(text, one);
          return (
            <Typed
              key={`${kind} ${one.name}`}
              label={one.name}
              note={fault ? <span className="text-loss">{fault}</span> : `${one.description}, ${one.unit}`}
              value={text}
              onType={(value) => setTyped((before) => ({ ...before, [`${kind} ${one.name}`]: value }))}
              inputMode="decimal"
              aria-invalid={fault !== undefined}
            />
          );
        })}
      </div>
      {run.error && <FailureNotice error={run.error} />}
      <Button type="submit" look="primary" disabled={run.isPending || faults.length > 0}>
        {run.isPending ? "Replaying…" : "Run the backtest"}
      </Button>
    </form>
  );
}

type TypedProps = Omit<React.InputHTMLAttributes<HTMLInputElement>, "onChange"> & {
  label: string;
  note?: React.ReactNode;
  onType: (text: string) => void;
};

/** A named field of one line. */
export function Typed({ label, note, onType, ...rest }: TypedProps) {
  return (
    <Labelled label={label} note={note}>
      {(id) => <input id={id} className="field" onChange={(event) => onType(event.target.value)} {...rest} />}
    </Labelled>
  );
}
