import type { Progress } from "./desk-message.ts";

/** How far a long task has come, in words and as a bar. */
export function ProgressBar({ progress }: { progress: Progress }) {
  const { label, done, total } = progress;
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div className="text-xs">
      <p className="flex justify-between gap-3">
        <span>{label}</span>
        <span className="text-muted">
          {done.toLocaleString("en-US")} of {total.toLocaleString("en-US")}
        </span>
      </p>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-200"
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}
