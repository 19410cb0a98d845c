import type { Remainder } from "./remainder.ts";
import type { Slots } from "./request.ts";

const ALGORITHMS: readonly (readonly [RegExp, NonNullable<Slots["algorithm"]>])[] = [
  [/\btwap(?:s|ped|ping)?\b|\btime[- ]weighted\b|\bevenly (?:over|in|across)\b/, "twap"],
  [/\bvwap(?:s|ped|ping)?\b|\bvolume[- ]weighted\b/, "vwap"],
  [/\bice-?bergs?\b|\bhidden size\b/, "iceberg"],
];
const SPAN = String.raw`(?<half>half an hour)|(?<=next |coming |following )(?<bare>hour)|(?<one>an?|one)(?: full)? (?<unit1>minute|hour)(?<more> and a half)?|(?<n>\d+(?:\.\d+)?)(?: and a half)?[ -]?(?<unit>minutes?|mins?|hours?|hrs?|h|m)\b`;
const DURATION = new RegExp(
  String.raw`\b(?:over|for|in|within|across|during|spread over|through|throughout)(?: (?:the|about|around|next|coming|following|course of|space of|roughly))* (?:${SPAN})`,
);
const DISPLAY =
  /\b(?:showing|show|displaying|display|visible|with|at a time)(?: only| just| about| at most)? (?<n>\d{1,3}(?:,\d{3})+|\d+)(?: (?:shares?|units?))?(?: (?:at a time|visible|showing|displayed|at once))?/;
const PARTICIPATION =
  /(?:\b(?:at most|max(?:imum)?|no more than|not more than|up to|under|below) )*(?<n>\d+(?:\.\d+)?)% (?:of )?(?:the )?(?:volume|participation|market volume)|\b(?:participation|volume)(?: rate| cap| limit)?(?: of| at| under)?(?: most)? (?<m>\d+(?:\.\d+)?)%/;
/** Worked over time although no algorithm is named. */
const SLOWLY = /\b(?:slowly|gradually|bit by bit|piece by piece|little by little|in slices|in pieces)\b/;

/** How an order is to be worked over time, taking what it read out of the remainder. */
export function readWork(rest: Remainder): Slots {
  const named = ALGORITHMS.find(([pattern]) => pattern.test(rest.text))?.[1];
  const isSlow = SLOWLY.test(rest.text);
  const span = /\b(?:minutes?|mins?|hours?|hrs?|h)\b/.test(rest.text) ? rest.take(DURATION) : null;
  if (!named && !isSlow && !span) return {};
  const algorithm = named ?? (span || isSlow ? "twap" : undefined);
  const display = named === "iceberg" ? rest.take(DISPLAY)?.groups?.n : undefined;
  const share = named === "vwap" ? rest.take(PARTICIPATION)?.groups : undefined;
  const percent = share?.n ?? share?.m;
  return {
    algorithm,
    durationMinutes: span ? minutesOf(span.groups ?? {}) : undefined,
    displayQuantity: display?.replaceAll(",", ""),
    participation: percent ? Number((Number(percent) / 100).toFixed(6)) : undefined,
  };
}

function minutesOf(groups: Record<string, string | undefined>): number {
  if (groups.half) return 30;
  if (groups.bare) return 60;
  const unit = groups.unit1 ?? groups.unit ?? "";
  const each = unit.startsWith("h") ? 60 : 1;
  if (groups.one) return each * (groups.more ? 1.5 : 1);
  return Number((Number(groups.n) * each).toFixed(3));
}
