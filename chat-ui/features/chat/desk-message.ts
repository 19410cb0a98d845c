import type { UIMessage } from "ai";
import type { Source } from "#core/model";

/** Who answered. `toolMs`: how long each tool call took, by its id, where the server measured it. */
export interface MessageMetadata {
  model?: string;
  agent?: string;
  toolMs?: Record<string, number>;
}

export interface Progress {
  label: string;
  done: number;
  total: number;
}

/** A value over time, one point a day, oldest first. */
export interface EquityCurve {
  kind: "equity-curve";
  title: string;
  source: Source;
  backtestId: string;
  series: { name: string; points: { time: string; value: number }[] }[];
}

/** Prices of one instrument in USD, or the change of several since their first point, as fractions. */
export interface PriceLines {
  kind: "prices";
  title: string;
  unit: "usd" | "change";
  series: { symbol: string; source: Source; points: { time: string; value: number }[] }[];
}

/** A figure in the final text part, by its offsets, and the tool call it was traced to; null when to none. */
export interface GroundedFigure {
  text: string;
  start: number;
  end: number;
  toolCallId: string | null;
}

/** `type`, not `interface`: the AI SDK wants an index signature, which only a type alias has. */
type DeskParts = {
  agent: { agent: string; reason: string };
  progress: Progress;
  chart: EquityCurve | PriceLines;
  ticket: { proposalId: string };
  grounding: { figures: GroundedFigure[] };
};

export type DeskMessage = UIMessage<MessageMetadata, DeskParts>;
export type DeskPart = DeskMessage["parts"][number];
export type ToolPart = Extract<DeskPart, { type: "dynamic-tool" }>;

export function textOf(message: DeskMessage): string {
  return message.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}
