import { InvalidInputError } from "#core/model";

/** Prices of several assets on the same days. */
export interface PriceTable {
  symbols: readonly string[];
  /** One column per symbol: a close per day, oldest first, NaN where there is none */
  prices: readonly Float64Array[];
}

/** Simple returns of several assets over the same steps. */
export interface AssetReturns {
  symbols: readonly string[];
  /** One column per symbol; 0.01 is one percent */
  returns: readonly Float64Array[];
  /** Steps, the length of every column */
  days: number;
  /** Days left out because some asset had no price; the return after one spans the gap for all assets alike */
  dropped: number;
}

const MIN_RETURNS = 2;
/** An asset without a price on more of the days than this does not belong in the table. */
const MAX_MISSING = 0.2;

/**
 * Returns on the days on which every asset has a price.
 *
 * @throws InvalidInputError for no assets, columns of unlike length, a price ≤ 0, an asset that is missing on more
 * than a fifth of the days or never moves, or fewer than two returns
 */
export function assetReturns({ symbols, prices }: PriceTable): AssetReturns {
  const length = prices[0]?.length ?? 0;
  if (symbols.length === 0 || prices.length !== symbols.length)
    throw refuse(
      `There are ${prices.length} price columns for ${symbols.length} symbols.`,
      "Each needs its own.",
      "Give one column of closes per symbol.",
    );
  symbols.forEach((symbol, asset) => {
    checkPrices(symbol, prices[asset] as Float64Array, length);
  });
  const kept = Array.from({ length }, (_, day) => day).filter((day) =>
    prices.every((column) => Number.isFinite(column[day])),
  );
  const days = kept.length - 1;
  if (days < MIN_RETURNS)
    throw refuse(
      `Only ${kept.length} days have a price of every asset.`,
      `Returns need at least ${MIN_RETURNS + 1} common days.`,
      "Lengthen the window, or leave out the asset with the shortest history.",
    );
  const returns = prices.map((column) =>
    Float64Array.from({ length: days }, (_, step) => {
      const [before, after] = [kept[step] as number, kept[step + 1] as number];
      return (column[after] as number) / (column[before] as number) - 1;
    }),
  );
  const still = returns.findIndex((column) => column.every((value) => value === column[0]));
  if (still >= 0)
    throw refuse(
      `${symbols[still]} moved by the same ${returns[still]?.[0]} on every day.`,
      "An asset without risk of its own would take the whole portfolio.",
      "Leave it out; hold cash by letting the weights add up to less than 1.",
    );
  return { symbols, returns, days, dropped: length - kept.length };
}

function checkPrices(symbol: string, column: Float64Array, length: number): void {
  if (column.length !== length)
    throw refuse(
      `${symbol} has ${column.length} prices, the first asset ${length}.`,
      "Columns stand for the same days.",
      "Align the prices by day; write NaN where there is none.",
    );
  const bad = column.findIndex((price) => price <= 0 || price === Number.POSITIVE_INFINITY);
  if (bad >= 0)
    throw refuse(
      `${symbol} has a price of ${column[bad]} on day ${bad + 1}.`,
      "A return needs prices above zero.",
      "Mend the bar at its source, or write NaN so that the day is left out.",
    );
  const missing = column.filter((price) => Number.isNaN(price)).length;
  if (missing > MAX_MISSING * length)
    throw refuse(
      `${symbol} has no price on ${missing} of ${length} days.`,
      "Every day without it is lost for all the other assets.",
      "Shorten the window to its history, or leave it out.",
    );
}

const refuse = (what: string, why: string, fix: string) => new InvalidInputError({ what, why, fix });
