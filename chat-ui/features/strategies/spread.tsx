import type { Histogram } from "#core/model";
import { percent } from "../../lib/formats.ts";

/** How many values lie in each range. */
export function Spread({ of: { from, width, counts }, words }: { of: Histogram; words: string }) {
  const most = Math.max(1, ...counts);
  const to = from + width * counts.length;
  const bins = counts.map((held, bin) => ({ held, middle: from + width * (bin + 0.5) }));
  return (
    <figure className="p-3">
      <div
        role="img"
        aria-label={`${words}: from ${percent(from)} to ${percent(to)}, ${most} in the fullest range.`}
        className="flex h-44 items-end gap-px"
      >
        {bins.map(({ middle, held }) => (
          <span
            key={middle}
            className={`min-w-px flex-1 ${middle < 0 ? "bg-loss" : "bg-gain"}`}
            style={{ height: `${(100 * held) / most}%` }}
          />
        ))}
      </div>
      <figcaption className="mt-1 flex justify-between text-2xs text-muted">
        <span>{percent(from)}</span>
        <span>{percent(to)}</span>
      </figcaption>
    </figure>
  );
}
