/** Limits on the summed weight of some assets, such as a sector. */
export interface GroupLimit {
  name: string;
  symbols: readonly string[];
  /** Least and largest sum of their weights; none when left out */
  min?: number;
  max?: number;
}

/** What an asset's weight may be, as a fraction of equity; below 0 is short. */
export interface WeightBounds {
  min: number;
  max: number;
}

/** What a portfolio must keep to. All figures are fractions of equity; long only and fully invested by default. */
export interface PortfolioConstraints {
  /** Bounds of every asset without its own; 0 to 1 when left out */
  bounds?: WeightBounds;
  boundsOf?: Readonly<Record<string, WeightBounds>>;
  /** What the weights add up to: one figure, or a range. 1 when left out. */
  net?: number | WeightBounds;
  /** Largest sum of absolute weights */
  gross?: number;
  groups?: readonly GroupLimit[];
  /** Weights held now, by symbol; one that is missing is 0. Needed for turnover and costs. */
  current?: Readonly<Record<string, number>>;
  /** Largest traded value, purchases and sales both counted */
  turnover?: number;
  /** Cost of trading as a fraction of the traded value, paid once and charged to the year's return */
  costRate?: number;
  /** Largest number of assets held; kept by a heuristic that says what it may have cost */
  maxAssets?: number;
}
