/** How a series is made and when it comes out. */
export interface FredSeries {
  id: string;
  title: string;
  units: string;
  unitsShort: string;
  frequency: "Daily" | "Monthly" | "Quarterly" | "Annual";
  seasonal: "Seasonally Adjusted" | "Not Seasonally Adjusted" | "Seasonally Adjusted Annual Rate";
  releaseId: number;
  firstOn: string;
  popularity: number;
  /** Value of the first period, growth and standard deviation of a step; `relative` in shares of the level. */
  walk: { start: number; drift: number; noise: number; relative: boolean; decimals: number };
  /** When it is published and published again. */
  calendar:
    | "jobs"
    | "prices"
    | "gdp"
    | "daily-rates"
    | "monthly-rates"
    | "treasury-month"
    | "treasury-quarter"
    | "budget-year";
}

export interface FredRelease {
  id: number;
  name: string;
  isPress: boolean;
  link: string;
  /** Minute of the day in New York at which figures come out. */
  minute: number;
}

export const RELEASES: readonly FredRelease[] = [
  {
    id: 10,
    name: "Consumer Price Index",
    isPress: true,
    link: "http://www.bls.gov/cpi/",
    minute: 8 * 60 + 30,
  },
  {
    id: 50,
    name: "Employment Situation",
    isPress: true,
    link: "http://www.bls.gov/ces/",
    minute: 8 * 60 + 30,
  },
  { id: 53, name: "Gross Domestic Product", isPress: true, link: "http://www.bea.gov/", minute: 8 * 60 + 30 },
  {
    id: 18,
    name: "H.15 Selected Interest Rates",
    isPress: true,
    link: "http://www.federalreserve.gov/releases/h15/",
    minute: 16 * 60 + 15,
  },
  {
    id: 72,
    name: "Treasury Bulletin",
    isPress: false,
    link: "https://fiscaldata.treasury.gov/",
    minute: 17 * 60,
  },
  {
    id: 159,
    name: "Monthly Treasury Statement",
    isPress: false,
    link: "https://fiscaldata.treasury.gov/",
    minute: 14 * 60,
  },
];

type Walk = readonly [
  start: number,
  drift: number,
  noise: number,
  kind: "relative" | "absolute",
  decimals: number,
];

const series = (
  [id, title, units, unitsShort]: readonly [string, string, string, string],
  about: Pick<FredSeries, "frequency" | "seasonal" | "releaseId" | "firstOn" | "popularity" | "calendar">,
  [start, drift, noise, kind, decimals]: Walk,
): FredSeries => ({
  ...{ id, title, units, unitsShort, ...about },
  walk: { start, drift, noise, relative: kind === "relative", decimals },
});

const MONTHLY = { frequency: "Monthly", seasonal: "Seasonally Adjusted", firstOn: "2010-01-01" } as const;
const RATE = { frequency: "Daily", seasonal: "Not Seasonally Adjusted", releaseId: 18 } as const;
const RATE_SINCE = { firstOn: "2018-01-01", calendar: "daily-rates" } as const;

/** What this FRED holds. Names and dates follow the real ones; every number is made up. */
export const SERIES: readonly FredSeries[] = [
  series(
    ["GDP", "Gross Domestic Product", "Billions of Dollars", "Bil. of $"],
    {
      ...{ frequency: "Quarterly", seasonal: "Seasonally Adjusted Annual Rate", releaseId: 53 },
      ...{ firstOn: "2010-01-01", popularity: 93, calendar: "gdp" },
    },
    [14_700, 0.0115, 0.006, "relative", 3],
  ),
  series(
    [
      "CPIAUCSL",
      "Consumer Price Index for All Urban Consumers: All Items in U.S. City Average",
      "Index 1982-1984=100",
      "Index 1982-1984=100",
    ],
    { ...MONTHLY, releaseId: 10, popularity: 95, calendar: "prices" },
    [217.488, 0.0021, 0.0018, "relative", 3],
  ),
  series(
    ["UNRATE", "Unemployment Rate", "Percent", "%"],
    { ...MONTHLY, releaseId: 50, popularity: 95, calendar: "jobs" },
    [5.2, -0.006, 0.12, "absolute", 1],
  ),
  series(
    ["PAYEMS", "All Employees, Total Nonfarm", "Thousands of Persons", "Thous. of Persons"],
    { ...MONTHLY, releaseId: 50, popularity: 84, calendar: "jobs" },
    [129_800, 0.0011, 0.0007, "relative", 0],
  ),
  series(
    ["FEDFUNDS", "Federal Funds Effective Rate", "Percent", "%"],
    {
      ...MONTHLY,
      ...{ seasonal: "Not Seasonally Adjusted", releaseId: 18, popularity: 98, calendar: "monthly-rates" },
    },
    [1.4, 0.012, 0.15, "absolute", 2],
  ),
  series(
    ["DFF", "Federal Funds Effective Rate", "Percent", "%"],
    { ...RATE, ...RATE_SINCE, popularity: 90 },
    [1.42, 0.0008, 0.01, "absolute", 2],
  ),
  series(
    [
      "DGS2",
      "Market Yield on U.S. Treasury Securities at 2-Year Constant Maturity, Quoted on an Investment Basis",
      "Percent",
      "%",
    ],
    { ...RATE, ...RATE_SINCE, popularity: 87 },
    [1.92, 0.0007, 0.045, "absolute", 2],
  ),
  series(
    [
      "DGS10",
      "Market Yield on U.S. Treasury Securities at 10-Year Constant Maturity, Quoted on an Investment Basis",
      "Percent",
      "%",
    ],
    { ...RATE, ...RATE_SINCE, popularity: 94 },
    [2.46, 0.0006, 0.05, "absolute", 2],
  ),
  series(
    ["GFDEBTN", "Federal Debt: Total Public Debt", "Millions of Dollars", "Mil. of $"],
    {
      ...{ frequency: "Quarterly", seasonal: "Not Seasonally Adjusted", releaseId: 72 },
      ...{ firstOn: "2010-01-01", popularity: 80, calendar: "treasury-quarter" },
    },
    [12_773_123, 0.016, 0.006, "relative", 0],
  ),
  series(
    ["FYFSD", "Federal Surplus or Deficit [-]", "Millions of Dollars", "Mil. of $"],
    {
      ...{ frequency: "Annual", seasonal: "Not Seasonally Adjusted", releaseId: 72 },
      ...{ firstOn: "2005-09-30", popularity: 70, calendar: "budget-year" },
    },
    [-318_346, -55_000, 190_000, "absolute", 0],
  ),
  series(
    ["GDPC1", "Real Gross Domestic Product", "Billions of Chained 2017 Dollars", "Bil. of Chn. 2017 $"],
    {
      ...{ frequency: "Quarterly", seasonal: "Seasonally Adjusted Annual Rate", releaseId: 53 },
      ...{ firstOn: "2010-01-01", popularity: 92, calendar: "gdp" },
    },
    [16_583, 0.0058, 0.005, "relative", 3],
  ),
  series(
    [
      "CPILFESL",
      "Consumer Price Index for All Urban Consumers: All Items Less Food and Energy in U.S. City Average",
      "Index 1982-1984=100",
      "Index 1982-1984=100",
    ],
    { ...MONTHLY, releaseId: 10, popularity: 86, calendar: "prices" },
    [220.633, 0.0021, 0.0008, "relative", 3],
  ),
  series(
    ["MTSDS133FMS", "Federal Surplus or Deficit [-]", "Millions of Dollars", "Mil. of $"],
    {
      ...MONTHLY,
      ...{ seasonal: "Not Seasonally Adjusted", releaseId: 159, popularity: 71, calendar: "treasury-month" },
    },
    [-42_634, -700, 9_000, "absolute", 0],
  ),
];
