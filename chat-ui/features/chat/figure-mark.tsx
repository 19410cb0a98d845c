import type { ReactNode } from "react";
import type { GroundedFigure } from "./desk-message.ts";
import { showToolRow } from "./tool-words.ts";

interface FigureMarkProps {
  figure: GroundedFigure | undefined;
  children: ReactNode;
}

/** A figure in an answer: a link to the tool call it came from, or a mark that it could not be traced. */
export function FigureMark({ figure, children }: FigureMarkProps) {
  if (!figure) return children;
  const { toolCallId } = figure;
  if (toolCallId === null) {
    return (
      <mark
        title="Not found in any tool result of this conversation"
        className="rounded-sm bg-warn-soft px-0.5 text-warn underline decoration-wavy decoration-1 underline-offset-3"
      >
        {children}
        <sup aria-hidden="true">?</sup>
        <span className="sr-only"> (not traced to any tool result)</span>
      </mark>
    );
  }
  return (
    <button
      type="button"
      title="Show the tool result this figure comes from"
      onClick={() => showToolRow(toolCallId)}
      className="inline rounded-sm underline decoration-accent decoration-dotted underline-offset-3 hover:bg-accent-soft"
    >
      {children}
    </button>
  );
}
