import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FailureNotice } from "./failure-notice.tsx";

interface LoadedProps<Data> {
  query: UseQueryResult<Data, Error>;
  /** Drawn at the final size while the first answer is awaited. */
  skeleton: ReactNode;
  isEmpty?: (data: Data) => boolean;
  empty?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Draws a query in all four of its states. A failed refresh keeps the settled figures and says so. */
export function Loaded<Data>({ query, skeleton, isEmpty, empty, children }: LoadedProps<Data>) {
  if (query.data === undefined) {
    if (query.error) {
      return (
        <div className="p-3">
          <FailureNotice error={query.error} onRetry={() => void query.refetch()} />
        </div>
      );
    }
    return <div aria-busy="true">{skeleton}</div>;
  }
  return (
    <>
      {query.error && (
        <div className="p-3">
          <FailureNotice error={query.error} onRetry={() => void query.refetch()} />
          <p className="mt-1 text-xs text-muted">The figures below are the last ones received.</p>
        </div>
      )}
      {isEmpty?.(query.data) ? empty : children(query.data)}
    </>
  );
}

/** Grey bars standing where rows will be. */
export function SkeletonRows({ rows = 4 }: { rows?: number }) {
  return (
    <div className="space-y-2.5 p-3">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <div key={key} className="skeleton h-6" />
      ))}
    </div>
  );
}
