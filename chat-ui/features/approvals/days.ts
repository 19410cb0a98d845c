/** A day from now as a date field writes it: 2026-12-01. */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The last second of that day, UTC. */
export const endOfDay = (date: string): string => `${date}T23:59:59Z`;
