/**
 * What an indicator reads. `values` is any one series, closes unless another is handed in; `other` is a second
 * series to compare with, a benchmark's closes; `session` is a number per bar that changes when a session begins.
 */
export type IndicatorInput = "open" | "high" | "low" | "close" | "volume" | "values" | "other" | "session";

/** Columns by name, oldest first, all of one length. `close` serves as `values` when those are absent. */
export type IndicatorColumns = Readonly<Partial<Record<IndicatorInput, Float64Array>>>;

/** One bar of the same, for the incremental form. */
export type IndicatorBar = Readonly<Partial<Record<IndicatorInput, number>>>;

export interface IndicatorParameter {
  readonly name: string;
  readonly summary: string;
  readonly integer: boolean;
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** Parameter values by name; what is left out takes its default. */
export type IndicatorParameters = Readonly<Record<string, number>>;

/** An indicator that can be called by name. */
export interface Indicator {
  readonly name: string;
  /** One sentence for a trader, with the convention it follows. */
  readonly summary: string;
  readonly inputs: readonly IndicatorInput[];
  /** Read when it is there. */
  readonly optionalInputs: readonly IndicatorInput[];
  readonly parameters: readonly IndicatorParameter[];
  readonly outputs: readonly [string, ...string[]];
  /** Why these values make no sense together; undefined when they do. */
  conflict(parameters?: IndicatorParameters): string | undefined;
  /** Bars without a value at the start: the first value of every output stands at this index. */
  warmUp(parameters?: IndicatorParameters): number;
  /**
   * The whole series at once. NaN at the start of a column (another indicator's warm-up) is passed over, so that
   * indicators can be chained; it adds to the warm-up.
   *
   * @returns a column per output, each as long as the input; NaN in the warm-up
   * @throws InvalidInputError for an unknown parameter, one out of range or in conflict with another, a missing column, columns of unequal
   *   length, and NaN between values
   */
  compute(
    columns: IndicatorColumns,
    parameters?: IndicatorParameters,
  ): Readonly<Record<string, Float64Array>>;
  /** The same values, to the last bit, from one bar at a time. */
  stream(parameters?: IndicatorParameters): (bar: IndicatorBar) => Readonly<Record<string, number>>;
}
