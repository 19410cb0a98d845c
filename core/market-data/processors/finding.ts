import type { CollectorName, Finding, Instant, Interval } from "#core/model";

/** Findings of one check beyond so many are told as a count. */
const MOST_OF_A_CHECK = 200;

/** Whose facts were looked at, and when. */
export interface Inspection {
  foundAt: Instant;
  /** Who told facts that do not say it themselves. */
  collector?: CollectorName;
}

/** What was seen, before it is a record. */
export type Seen = Pick<Finding, "check" | "severity" | "detail"> & {
  subject: string;
  from: Instant | null;
  to?: Instant;
  collector?: CollectorName | undefined;
};

/** What was seen as findings: of each check the first two hundred, then one that counts the rest. */
export function findingsOf(
  seen: readonly Seen[],
  topic: string,
  interval: Interval | null,
  { foundAt, collector: fallback = "desk" }: Inspection,
): Finding[] {
  const counts = new Map<string, number>();
  const record = ({ from, to, collector, ...rest }: Seen): Finding => ({
    ...rest,
    topic,
    interval,
    from,
    to: to ?? from,
    detail: rest.detail.slice(0, 1_000),
    collector: collector ?? fallback,
    foundAt,
  });
  const told: Finding[] = [];
  for (const one of seen) {
    const count = (counts.get(one.check) ?? 0) + 1;
    counts.set(one.check, count);
    if (count <= MOST_OF_A_CHECK) told.push(record(one));
  }
  for (const [check, count] of counts) {
    const first = seen.find((one) => one.check === check);
    if (count <= MOST_OF_A_CHECK || !first) continue;
    const rest = count - MOST_OF_A_CHECK;
    told.push(record({ ...first, from: null, detail: `${rest} more findings of this kind are not listed.` }));
  }
  return told;
}
