import { moment, momentUtc } from "../lib/formats.ts";

/** An instant in the reader's zone, named; UTC on hover. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={momentUtc(at)} className="whitespace-nowrap">
      {moment(at, new Date())}
    </time>
  );
}
