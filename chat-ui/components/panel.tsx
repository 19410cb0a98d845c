import { type ReactNode, useId } from "react";

/** A titled surface of a page. */
export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface"
    >
      <header className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-3 py-1.5">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {aside && <div className="text-xs text-muted">{aside}</div>}
      </header>
      {children}
    </section>
  );
}
