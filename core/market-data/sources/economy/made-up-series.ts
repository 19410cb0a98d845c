import type { IndicatorSeries } from "#core/model";

/** How a series of the made-up economy moves and when it is published. */
export interface MadeUpSeries
  extends Pick<IndicatorSeries, "id" | "title" | "units" | "frequency" | "seasonalAdjustment"> {
  release: { id: string; name: string /** Minute of the day in New York, 510 for 8:30. */; minute: number };
  /** Value of the first period. */
  first: number;
  /** A level grows by so much a period, as a fraction, give or take `swing`; a rate is drawn to `mean`. */
  moves:
    | { kind: "grows"; by: number; swing: number }
    | { kind: "reverts"; mean: number; pull: number; swing: number };
  /** Size of a revision as a fraction of the value; none for what is measured once. */
  revision: number;
  decimals: number;
}

const CPI = { id: "10", name: "Consumer Price Index", minute: 510 };
const JOBS = { id: "50", name: "Employment Situation", minute: 510 };
const GDP = { id: "53", name: "Gross Domestic Product", minute: 510 };
const RATES = { id: "18", name: "H.15 Selected Interest Rates", minute: 975 };

const note = (title: string) => `${title} (simulated)`;

/**
 * The series people ask for most, under the ids and releases FRED gives them, so that a question means the same with
 * and without it. Levels begin near where the real ones stood; every value after that is made up.
 */
export const MADE_UP_SERIES: readonly MadeUpSeries[] = [
  {
    id: "CPIAUCSL",
    title: note("Consumer Price Index for All Urban Consumers: All Items"),
    units: "Index 1982-1984=100",
    frequency: "monthly",
    seasonalAdjustment: "seasonally-adjusted",
    release: CPI,
    first: 217.5,
    moves: { kind: "grows", by: 0.0021, swing: 0.0016 },
    revision: 0.0002,
    decimals: 3,
  },
  {
    id: "CPILFESL",
    title: note("Consumer Price Index: All Items Less Food and Energy"),
    units: "Index 1982-1984=100",
    frequency: "monthly",
    seasonalAdjustment: "seasonally-adjusted",
    release: CPI,
    first: 220.6,
    moves: { kind: "grows", by: 0.002, swing: 0.0007 },
    revision: 0.0002,
    decimals: 3,
  },
  {
    id: "UNRATE",
    title: note("Unemployment Rate"),
    units: "Percent",
    frequency: "monthly",
    seasonalAdjustment: "seasonally-adjusted",
    release: JOBS,
    first: 9.8,
    moves: { kind: "reverts", mean: 4.4, pull: 0.02, swing: 0.12 },
    revision: 0,
    decimals: 1,
  },
  {
    id: "PAYEMS",
    title: note("All Employees, Total Nonfarm"),
    units: "Thousands of Persons",
    frequency: "monthly",
    seasonalAdjustment: "seasonally-adjusted",
    release: JOBS,
    first: 129_800,
    moves: { kind: "grows", by: 0.0011, swing: 0.0006 },
    revision: 0.0002,
    decimals: 0,
  },
  {
    id: "GDP",
    title: note("Gross Domestic Product"),
    units: "Billions of Dollars",
    frequency: "quarterly",
    seasonalAdjustment: "seasonally-adjusted-annual-rate",
    release: GDP,
    first: 14_764,
    moves: { kind: "grows", by: 0.0115, swing: 0.005 },
    revision: 0.002,
    decimals: 3,
  },
  {
    id: "FEDFUNDS",
    title: note("Federal Funds Effective Rate"),
    units: "Percent",
    frequency: "monthly",
    seasonalAdjustment: "not-adjusted",
    release: RATES,
    first: 0.11,
    moves: { kind: "reverts", mean: 3.2, pull: 0.012, swing: 0.14 },
    revision: 0,
    decimals: 2,
  },
  {
    id: "DGS2",
    title: note("Market Yield on U.S. Treasury Securities at 2-Year Constant Maturity"),
    units: "Percent",
    frequency: "daily",
    seasonalAdjustment: "not-adjusted",
    release: RATES,
    first: 1.09,
    moves: { kind: "reverts", mean: 3.1, pull: 0.0008, swing: 0.045 },
    revision: 0,
    decimals: 2,
  },
  {
    id: "DGS10",
    title: note("Market Yield on U.S. Treasury Securities at 10-Year Constant Maturity"),
    units: "Percent",
    frequency: "daily",
    seasonalAdjustment: "not-adjusted",
    release: RATES,
    first: 3.85,
    moves: { kind: "reverts", mean: 3.6, pull: 0.0008, swing: 0.05 },
    revision: 0,
    decimals: 2,
  },
];
