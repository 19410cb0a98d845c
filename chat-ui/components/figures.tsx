import type { ReactNode } from "react";

/** Figures side by side, each under its name. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-px bg-line sm:grid-cols-4">{children}</dl>;
}

interface FigureProps {
  name: ReactNode;
  /** Where the figure comes from, or on what it rests. */
  mark?: ReactNode;
  children: ReactNode;
}

export function Figure({ name, mark, children }: FigureProps) {
  return (
    <div className="bg-surface px-3 py-2">
      <dt className="label">
        {name} {mark}
      </dt>
      <dd className="text-[0.9375rem] font-medium">{children}</dd>
    </div>
  );
}
