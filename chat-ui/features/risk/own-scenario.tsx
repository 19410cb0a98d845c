import { type FormEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Labelled } from "../../components/labelled.tsx";
import type { DeskInput } from "../../lib/desk-types.ts";
import { percent } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";

export type OwnScenario = NonNullable<DeskInput<"getRiskReport">["scenarios"]>[number];
type Place = "market" | "sector" | "symbol";

interface OwnScenariosProps {
  scenarios: OwnScenario[];
  onChange: (scenarios: OwnScenario[]) => void;
}

/** Scenarios of one's own beside the standing ones: the market, a sector or one name moves by so much. */
export function OwnScenarios({ scenarios, onChange }: OwnScenariosProps) {
  const [place, setPlace] = useState<Place>("market");
  const [name, setName] = useState("");
  const [change, setChange] = useState("-20");
  const add = (event: FormEvent) => {
    event.preventDefault();
    const next = scenarioOf(place, name.trim(), Number(change.replace("−", "-")) / 100);
    onChange([...scenarios.filter((one) => one.name !== next.name), next]);
  };
  return (
    <details className="border-t border-line">
      <summary className="px-3 py-2 text-xs font-medium text-accent">A scenario of your own</summary>
      <form onSubmit={add} className="flex flex-wrap items-end gap-3 px-3 pb-3">
        <Labelled label="What moves">
          {(id) => (
            <select
              id={id}
              className="field"
              value={place}
              onChange={(event) => {
                setPlace(event.target.value as Place);
                setName("");
              }}
            >
              <option value="market">The market</option>
              <option value="sector">A sector</option>
              <option value="symbol">One name</option>
            </select>
          )}
        </Labelled>
        {place !== "market" && <NameField place={place} value={name} onType={setName} />}
        <Labelled label="By per cent">
          {(id) => (
            <input
              id={id}
              className="field max-w-28"
              required
              inputMode="text"
              autoComplete="off"
              pattern="[-−+]?[0-9]+(\.[0-9]+)?"
              title="A number, such as −20"
              value={change}
              onChange={(event) => setChange(event.target.value)}
            />
          )}
        </Labelled>
        <Button type="submit">Add it</Button>
        {scenarios.length > 0 && (
          <Button look="bare" onClick={() => onChange([])}>
            Only the standing ones
          </Button>
        )}
      </form>
    </details>
  );
}

interface NameFieldProps {
  place: "sector" | "symbol";
  value: string;
  onType: (name: string) => void;
}

function NameField({ place, value, onType }: NameFieldProps) {
  const { data } = useDesk("listInstruments", {});
  const names =
    data?.instruments.map((instrument) => (place === "sector" ? instrument.sector : instrument.symbol)) ?? [];
  return (
    <Labelled label={place === "sector" ? "Sector" : "Symbol"}>
      {(id) => (
        <select
          id={id}
          className="field"
          required
          value={value}
          onChange={(event) => onType(event.target.value)}
        >
          <option value="">Choose</option>
          {[...new Set(names)].sort().map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function scenarioOf(place: Place, name: string, change: number): OwnScenario {
  const moved = percent(change, { signed: true, digits: 0 }).replace("%", " %");
  if (place === "market") return { name: `own: market ${moved}`, shocks: [{ on: "market", change }] };
  return {
    name: `own: ${name} ${moved}`,
    shocks: [
      place === "sector" ? { on: "sector", sector: name, change } : { on: "symbol", symbol: name, change },
    ],
  };
}
