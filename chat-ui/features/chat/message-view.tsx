import { lazy, memo, Suspense } from "react";
import { LiveTicket } from "../../components/ticket/live-ticket.tsx";
import { inWords } from "../../lib/formats.ts";
import { type DeskMessage, type DeskPart, type GroundedFigure, textOf } from "./desk-message.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { ToldChart } from "./told-chart.tsx";
import { ToolRow } from "./tool-row.tsx";

const MarkdownText = lazy(() => import("./markdown-text.tsx"));
const NO_FIGURES: readonly GroundedFigure[] = [];

interface MessageViewProps {
  message: DeskMessage;
  isStreaming: boolean;
}

/** One message: a person's words as they typed them, or an answer with everything that led to it. */
export const MessageView = memo(function MessageView({ message, isStreaming }: MessageViewProps) {
  if (message.role === "user") {
    return (
      <article aria-label="You" className="flex justify-end">
        <p className="max-w-[85%] rounded-lg rounded-br-sm bg-accent-soft px-3 py-2 break-words whitespace-pre-wrap">
          {textOf(message)}
        </p>
      </article>
    );
  }
  const { metadata } = message;
  return (
    <article aria-label="Quarterdeck" className="space-y-2">
      {message.parts.map((part, index) => (
        <PartView
          // biome-ignore lint/suspicious/noArrayIndexKey: parts are only ever appended, and text has no id of its own
          key={index}
          part={part}
          message={message}
          isStreaming={isStreaming}
        />
      ))}
      <UntracedNote message={message} />
      {!isStreaming && (metadata?.agent || metadata?.model) && (
        <p className="label">
          {[metadata.agent && agentInWords(metadata.agent), metadata.model].filter(Boolean).join(" · ")}
        </p>
      )}
    </article>
  );
});

interface PartViewProps extends MessageViewProps {
  part: DeskPart;
}

function PartView({ part, message, isStreaming }: PartViewProps) {
  switch (part.type) {
    case "text": {
      const figures = part === lastTextOf(message) ? figuresOf(message) : NO_FIGURES;
      return (
        <Suspense fallback={<p className="whitespace-pre-wrap">{part.text}</p>}>
          <MarkdownText
            text={part.text}
            isStreaming={isStreaming && part.state !== "done"}
            figures={figures}
          />
        </Suspense>
      );
    }
    case "dynamic-tool": {
      const measuredMs = message.metadata?.toolMs?.[part.toolCallId] ?? null;
      return <ToolRow part={part} progress={progressOf(message, part.toolCallId)} measuredMs={measuredMs} />;
    }
    case "data-agent":
      return (
        <p className="flex items-center gap-2 text-xs text-muted">
          <span className="font-medium whitespace-nowrap text-ink">{agentInWords(part.data.agent)}</span>
          <span className="min-w-0">{part.data.reason}</span>
          <span aria-hidden="true" className="h-px min-w-4 flex-1 bg-line" />
        </p>
      );
    case "data-progress": {
      const hasRow = message.parts.some(
        (other) => other.type === "dynamic-tool" && other.toolCallId === part.id,
      );
      return hasRow || !isStreaming ? null : <ProgressBar progress={part.data} />;
    }
    case "data-chart":
      return <ToldChart chart={part.data} />;
    case "data-ticket":
      return <LiveTicket proposalId={part.data.proposalId} />;
    default:
      return null;
  }
}

function UntracedNote({ message }: { message: DeskMessage }) {
  const count = figuresOf(message).filter((figure) => figure.toolCallId === null).length;
  if (count === 0) return null;
  return (
    <p className="text-xs text-warn">
      {count === 1 ? "1 figure above is" : `${count} figures above are`} not found in any tool result of this
      conversation. Check before relying on {count === 1 ? "it" : "them"}.
    </p>
  );
}

function agentInWords(agent: string): string {
  return /agent|supervisor/i.test(agent) ? inWords(agent) : `${inWords(agent)} agent`;
}

function lastTextOf(message: DeskMessage): DeskPart | undefined {
  return message.parts.findLast((part) => part.type === "text");
}

function figuresOf(message: DeskMessage): readonly GroundedFigure[] {
  const part = message.parts.findLast((candidate) => candidate.type === "data-grounding");
  return part?.data.figures ?? NO_FIGURES;
}

function progressOf(message: DeskMessage, toolCallId: string) {
  const part = message.parts.findLast(
    (candidate) => candidate.type === "data-progress" && candidate.id === toolCallId,
  );
  return part?.type === "data-progress" ? part.data : null;
}
