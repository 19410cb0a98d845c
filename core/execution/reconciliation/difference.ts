/** What our books and the broker's can disagree on. */
export type DifferenceKind =
  | "uncleared-order" // at the broker under an id of ours, and not in our books: nobody cleared it
  | "other-terms" // at the broker with other terms than were cleared
  | "no-clearance" // in our books, sent, without a clearance used up for it
  | "foreign-order" // at the broker, sent by somebody else
  | "foreign-event" // told by the broker of an order that our books do not have
  | "order-missing" // open in our books, unknown to the broker
  | "order-state" // open on one side, ended on the other
  | "order-fills" // more or less filled than we booked
  | "position"
  | "cash"
  | "unknown-order"; // the broker's answer has been missing for too long

/** One sentence our books and the broker's do not agree on. */
export interface Difference {
  kind: DifferenceKind;
  /** The order, the symbol or "USD" it is about; with the kind, what makes it the same one at the next look. */
  subject: string;
  ours: string;
  theirs: string;
  /** For a reader. */
  says: string;
}

/** Found in what two sides wrote before the look, so that no second look can make it untrue. */
const CERTAIN: ReadonlySet<DifferenceKind> = new Set([
  "uncleared-order",
  "other-terms",
  "no-clearance",
  "foreign-event",
]);
/** More left this desk than was cleared: everything is stopped and canceled. */
const RUNAWAY: ReadonlySet<DifferenceKind> = new Set(["uncleared-order", "other-terms", "no-clearance"]);

export const isCertain = ({ kind }: Pick<Difference, "kind">): boolean => CERTAIN.has(kind);
export const isRunaway = ({ kind }: Pick<Difference, "kind">): boolean => RUNAWAY.has(kind);

/** A difference that stands, with when it was first and last seen. */
export interface KnownDifference extends Difference {
  looks: number;
  firstSeenAt: string;
  /** When it was taken for real; null while it may still be two sides told at different moments. */
  countedAt: string | null;
}

/** Looks, and time between the first and the last, before a difference counts: a broker's own lists lag that long. */
export const LOOKS_THAT_COUNT = 2;
export const APART_MS = 10_000;

/** What one more look makes of the differences that stand. */
export interface DifferencesAfterLook {
  /** Seen now, known or new, with this look counted in. */
  standing: KnownDifference[];
  /** Known before and not seen now. */
  gone: KnownDifference[];
  /** Among those standing: which count from this look on. */
  newlyCounted: KnownDifference[];
}

/**
 * Ages the differences by one look. One look alone proves nothing, since orders, positions and cash of a broker may
 * be told as of different moments; what two looks `APART_MS` apart both see is real. What cannot be a matter of
 * moments counts at once.
 */
export function afterLook(
  known: readonly KnownDifference[],
  seen: readonly Difference[],
  now: Date,
): DifferencesAfterLook {
  const before = new Map(known.map((difference) => [keyOf(difference), difference]));
  const at = now.toISOString();
  const standing = seen.map((difference): KnownDifference => {
    const past = before.get(keyOf(difference));
    const looks = (past?.looks ?? 0) + 1;
    const firstSeenAt = past?.firstSeenAt ?? at;
    const isOld = looks >= LOOKS_THAT_COUNT && now.getTime() - Date.parse(firstSeenAt) >= APART_MS;
    const counts = isCertain(difference) || isOld;
    return { ...difference, looks, firstSeenAt, countedAt: past?.countedAt ?? (counts ? at : null) };
  });
  const seenKeys = new Set(seen.map(keyOf));
  return {
    standing,
    gone: known.filter((difference) => !seenKeys.has(keyOf(difference))),
    newlyCounted: standing.filter(
      (difference) => difference.countedAt !== null && !before.get(keyOf(difference))?.countedAt,
    ),
  };
}

export const keyOf = ({ kind, subject }: Pick<Difference, "kind" | "subject">): string =>
  `${kind} ${subject}`;
