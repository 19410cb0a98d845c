import type { UIMessage, UIMessageChunk } from "ai";
import type { Progress } from "#operations";
import type { AgentName, Chart, PriceChart } from "#tools";
import type { TracedFigure } from "./grounding.ts";

/** What a message says about itself. */
export interface MessageMetadata {
  /** Which model speaks. */
  model?: string;
  /** Who answered last. */
  agent?: string;
  /** How long each tool call took, ms, by its id. */
  toolMs?: Readonly<Record<string, number>>;
  /** Tokens the turn used, as the model counted them; 0 when it does not count. */
  tokens?: number;
}

/** Our own parts of a message; AI SDK prefixes their types with `data-`. */
export type DataParts = {
  agent: { agent: AgentName; reason: string };
  progress: Progress;
  chart: Chart | PriceChart;
  ticket: { proposalId: string };
  /** Figures of the text part just before this one. */
  grounding: { figures: TracedFigure[] };
};

export type ChatMessage = UIMessage<MessageMetadata, DataParts>;
/** One chunk of the AI SDK v6 UI message stream. */
export type UiChunk = UIMessageChunk<MessageMetadata, DataParts>;
