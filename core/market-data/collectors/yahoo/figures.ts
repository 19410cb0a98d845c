/** A share count that changed: from `exOn` on there are `ratio` new shares for each old one. */
export interface Split {
  exOn: string;
  ratio: number;
}

/** New shares for one that was held on that day: the product of all later splits. */
export function sharesSince(day: string, splits: readonly Split[]): number {
  return splits.reduce((shares, split) => (split.exOn > day ? shares * split.ratio : shares), 1);
}

/**
 * A price as it was dealt, from one told in today's shares. Yahoo stores single precision and writes it out in double
 * (101.23999786376953 for 101.24), so the shortest decimal that a single could have meant is taken.
 *
 * @param told USD per share of today, > 0
 * @param shares today's shares for one of then
 * @returns USD per share of then; exact to the cent below 30,000 USD, to seven figures above
 */
export function priceThen(told: number, shares: number): number {
  const isSingle = Math.fround(told) === told;
  // Half the gap between neighbouring singles; for a double, what its text may have lost.
  const doubt = isSingle ? 2 ** (Math.floor(Math.log2(told)) - 24) : told * 1e-12;
  return shortest(told * shares, doubt * shares);
}

/** Yahoo rounds dividends per share of today to six decimals. */
const DIVIDEND_DOUBT = 0.51e-6;

/** A dividend per share of its day, from one told per share of today. @returns USD */
export const dividendThen = (told: number, shares: number): number =>
  shares === 1 || told === 0 ? told : shortest(told * shares, DIVIDEND_DOUBT * shares);

/** Shares as they were dealt, from those told in today's. */
export const volumeThen = (told: number, shares: number): number => Math.round(told / shares);

function shortest(value: number, doubt: number): number {
  for (let decimals = 0; decimals < 12; decimals++) {
    const rounded = Number(value.toFixed(decimals));
    if (Math.abs(rounded - value) <= doubt) return rounded;
  }
  return value;
}
