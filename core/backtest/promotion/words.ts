/** 0.034 as "3.4 %". */
export const percent = (fraction: number): string => `${Number((100 * fraction).toFixed(1))} %`;

/** 1 as "1 trade", 3 as "3 trades". */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

/** A ratio to two places. */
export const ratio = (value: number): string => value.toFixed(2);
