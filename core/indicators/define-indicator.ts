import { InvalidInputError } from "#core/model";
import { checkFinite, checkSameLength } from "./check-input.ts";
import type {
  Indicator,
  IndicatorBar,
  IndicatorColumns,
  IndicatorInput,
  IndicatorParameter,
  IndicatorParameters,
} from "./indicator.ts";

type Read<Needed extends IndicatorInput, Extra extends IndicatorInput, Value> = Readonly<
  Record<Needed, Value> & Partial<Record<Extra, Value>>
>;

/** An indicator as its file declares it, with the names known to the compiler. */
interface Declaration<
  Needed extends IndicatorInput,
  Extra extends IndicatorInput,
  Name extends string,
  Output extends string,
> {
  name: string;
  summary: string;
  inputs: readonly Needed[];
  optionalInputs?: readonly Extra[];
  parameters: Readonly<Record<Name, Omit<IndicatorParameter, "name">>>;
  outputs: readonly [Output, ...Output[]];
  conflict?(parameters: Readonly<Record<Name, number>>): string | undefined;
  warmUp(parameters: Readonly<Record<Name, number>>): number;
  compute(
    columns: Read<Needed, Extra, Float64Array>,
    parameters: Readonly<Record<Name, number>>,
  ): Readonly<Record<Output, Float64Array>>;
  stream(
    parameters: Readonly<Record<Name, number>>,
  ): (bar: Read<Needed, Extra, number>) => Readonly<Record<Output, number>>;
}

/** Makes a declaration callable with names that come from outside: everything is checked before any work. */
export function defineIndicator<
  const Needed extends IndicatorInput,
  const Extra extends IndicatorInput,
  const Name extends string,
  const Output extends string,
>(declared: Declaration<Needed, Extra, Name, Output>): Indicator {
  const { name, summary, inputs, outputs } = declared;
  const optionalInputs = declared.optionalInputs ?? [];
  const parameters = Object.entries<Omit<IndicatorParameter, "name">>(declared.parameters).map(
    ([parameter, rest]) => ({ name: parameter, ...rest }),
  );
  const filled = (given: IndicatorParameters = {}) =>
    fillIn(name, parameters, given) as Readonly<Record<Name, number>>;
  const settled = (given?: IndicatorParameters) => {
    const values = filled(given);
    const conflict = declared.conflict?.(values);
    if (conflict !== undefined) throw contradiction(name, conflict);
    return values;
  };
  return {
    name,
    summary,
    inputs,
    optionalInputs,
    parameters,
    outputs,
    conflict: (given) => declared.conflict?.(filled(given)),
    warmUp: (given) => declared.warmUp(settled(given)),
    compute(columns, given) {
      const values = settled(given);
      const read = pick(name, inputs, optionalInputs, columns);
      checkSameLength(name, ...Object.values(read));
      const start = Math.max(...Object.values(read).map(leadingGaps));
      const known = mapValues(read, (column) => column.subarray(start));
      for (const [column, of] of Object.entries(known)) checkFinite(name, column, of);
      const made: Readonly<Record<string, Float64Array>> = declared.compute(
        known as Read<Needed, Extra, Float64Array>,
        values,
      );
      return start === 0 ? made : mapValues(made, (column) => delayed(column, start));
    },
    stream: (given) => guarded({ name, inputs, optionalInputs, outputs }, declared.stream(settled(given))),
  };
}

/** Looks at each bar before a stream sees it: NaN in front is a warm-up, any later gap a fault. */
function guarded<Needed extends IndicatorInput, Extra extends IndicatorInput>(
  indicator: Pick<Indicator, "name" | "inputs" | "optionalInputs" | "outputs">,
  next: (bar: Read<Needed, Extra, number>) => Readonly<Record<string, number>>,
): (bar: IndicatorBar) => Readonly<Record<string, number>> {
  const { name, inputs, optionalInputs, outputs } = indicator;
  const nothing = Object.fromEntries(outputs.map((output) => [output, Number.NaN]));
  const takesCloses = inputs.includes("values");
  let hasBegun = false;
  return (bar) => {
    // Indicators of one series read nothing else of the bar; copying the whole of it costs microseconds.
    const read = takesCloses ? { values: bar.values ?? bar.close, other: bar.other } : bar;
    const gap = gapIn(name, inputs, optionalInputs, read);
    if (gap === null) {
      hasBegun = true;
      return next(read as Read<Needed, Extra, number>);
    }
    const value = read[gap] ?? Number.NaN;
    if (hasBegun || !Number.isNaN(value)) throw spoiled(name, gap, value);
    return nothing;
  };
}

/** The first input of a bar that is not a finite number, null when all are. */
function gapIn(
  indicator: string,
  inputs: readonly IndicatorInput[],
  optional: readonly IndicatorInput[],
  bar: IndicatorBar,
): IndicatorInput | null {
  for (const input of inputs) {
    const value = bar[input];
    if (value === undefined) throw missing(indicator, inputs, input);
    if (!Number.isFinite(value)) return input;
  }
  return optional.find((input) => bar[input] !== undefined && !Number.isFinite(bar[input])) ?? null;
}

/** Checks given values against the declared parameters and fills in the defaults. */
function fillIn(
  indicator: string,
  parameters: readonly IndicatorParameter[],
  given: IndicatorParameters,
): Readonly<Record<string, number>> {
  const unknown = Object.keys(given).find((name) => !parameters.some((parameter) => parameter.name === name));
  if (unknown !== undefined)
    throw new InvalidInputError({
      what: `${indicator} has no parameter "${unknown}".`,
      why: "A misspelt parameter would be left at its default without a word.",
      fix:
        parameters.length === 0
          ? `${indicator} takes no parameters.`
          : `It takes ${parameters.map((parameter) => parameter.name).join(", ")}.`,
    });
  return Object.fromEntries(
    parameters.map((parameter) => {
      const value = given[parameter.name] ?? parameter.default;
      checkRange(indicator, parameter, value);
      return [parameter.name, value];
    }),
  );
}

function checkRange(indicator: string, parameter: IndicatorParameter, value: number): void {
  const { name, integer, min, max } = parameter;
  if (value >= min && value <= max && (!integer || Number.isInteger(value))) return;
  throw new InvalidInputError({
    what: `${indicator} was asked for ${name} ${value}.`,
    why: `It is ${integer ? "a whole number" : "a number"} from ${min} to ${max}.`,
    fix: `Use ${parameter.default}, or another value in that range.`,
  });
}

/** The columns that an indicator reads. */
function pick(
  indicator: string,
  inputs: readonly IndicatorInput[],
  optional: readonly IndicatorInput[],
  given: IndicatorColumns,
): Record<string, Float64Array> {
  const read: Record<string, Float64Array> = {};
  for (const input of [...inputs, ...optional]) {
    const column = given[input] ?? (input === "values" ? given.close : undefined);
    if (column) read[input] = column;
    else if (inputs.includes(input)) throw missing(indicator, inputs, input);
  }
  return read;
}

function leadingGaps(column: Float64Array): number {
  const first = column.findIndex((value) => !Number.isNaN(value));
  return first < 0 ? column.length : first;
}

function delayed(column: Float64Array, bars: number): Float64Array {
  const later = new Float64Array(bars + column.length).fill(Number.NaN, 0, bars);
  later.set(column, bars);
  return later;
}

const mapValues = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

const spoiled = (indicator: string, input: string, value: number) =>
  new InvalidInputError({
    what: `${indicator} was given ${value} as ${input}.`,
    why: "One value that is not a number would spoil every later one.",
    fix: "Leave the bar out, or fill it in before asking.",
  });

const contradiction = (indicator: string, conflict: string) =>
  new InvalidInputError({
    what: `${indicator} was given parameters that do not fit together: ${conflict}.`,
    why: "It would answer something else than was asked.",
    fix: "Change one of them.",
  });

const missing = (indicator: string, inputs: readonly IndicatorInput[], input: IndicatorInput) =>
  new InvalidInputError({
    what: `${indicator} was not given ${input}.`,
    why: `It reads ${inputs.join(", ")}.`,
    fix: input === "values" ? "Hand in values, or close." : `Hand in ${input} as well.`,
  });
