/** Where a run goes on: which series, which window of its days of publication, and which row. */
export interface Place {
  subject: number;
  window: number;
  offset: number;
  /** The last day of publication when the series was begun: what comes out meanwhile would shift the rows. */
  untilOn: string | null;
}

export const BEGIN: Place = { subject: 0, window: 0, offset: 0, untilOn: null };

export const placeText = ({ subject, window, offset, untilOn }: Place): string =>
  [subject, window, offset, ...(untilOn ? [untilOn] : [])].join(":");

/** @returns null for what is no place */
export function readPlace(text: string): Place | null {
  const found = /^(\d{1,6}):(\d{1,6}):(\d{1,9})(?::(\d{4}-\d{2}-\d{2}))?$/.exec(text);
  if (!found) return null;
  const [, subject, window, offset, untilOn = null] = found;
  return { subject: Number(subject), window: Number(window), offset: Number(offset), untilOn };
}
