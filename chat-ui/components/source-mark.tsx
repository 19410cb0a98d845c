import type { Source } from "#core/model";

const MEANING: Record<Source, string> = {
  live: "live: straight from the market",
  delayed: "delayed: from the market, some minutes late",
  sample: "sample: recorded history",
  simulated: "simulated: made by Quarterdeck, not a market",
};

const SHORT: Record<Source, string> = {
  live: "live",
  delayed: "delayed",
  sample: "sample",
  simulated: "sim",
};

/** Says where the number beside it comes from, in a word and in full on hover and to screen readers. */
export function SourceMark({ source }: { source: Source }) {
  return (
    <span
      title={`Source: ${MEANING[source]}`}
      className="inline-block rounded-sm border border-line px-1 align-[0.08em] text-[0.625rem] leading-[0.9rem] font-medium text-muted"
    >
      <span className="sr-only">source </span>
      {SHORT[source]}
    </span>
  );
}
