import type { InputHTMLAttributes, ReactNode } from "react";
import type { StrategyParameter } from "#core/model";
import { Labelled } from "../../components/labelled.tsx";
import { parameterFault } from "./words.ts";

type TypedProps = Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> & {
  label: string;
  note?: ReactNode;
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

interface PickedProps<Option extends string> {
  label: string;
  options: readonly (readonly [value: Option, words: string])[];
  value: Option;
  onPick: (value: Option) => void;
}

/** One of many, by name. */
export function Picked<Option extends string>({ label, options, value, onPick }: PickedProps<Option>) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select
          id={id}
          className="field"
          value={value}
          onChange={(event) => onPick(event.target.value as Option)}
        >
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface ParameterFieldsProps {
  parameters: readonly StrategyParameter[];
  textOf: (parameter: StrategyParameter) => string;
  onType: (name: string, text: string) => void;
}

/** A field for each parameter of a strategy, which says at once what it cannot be. */
export function ParameterFields({ parameters, textOf, onType }: ParameterFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      {parameters.map((one) => {
        const fault = parameterFault(textOf(one), one);
        return (
          <Typed
            key={one.name}
            label={one.name}
            note={fault ? <span className="text-loss">{fault}</span> : `${one.description}, ${one.unit}`}
            value={textOf(one)}
            onType={(text) => onType(one.name, text)}
            inputMode="decimal"
            aria-invalid={fault !== undefined}
          />
        );
      })}
    </div>
  );
}
