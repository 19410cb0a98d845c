import type { Tone } from "../../components/badge.tsx";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { inWords, quantity } from "../../lib/formats.ts";

export type Execution = DeskOutput<"getExecution">;
type Named = Pick<Execution, "side" | "quantity" | "symbol" | "algorithm">;

const ALGORITHMS: Record<Execution["algorithm"], string> = { twap: "TWAP", vwap: "VWAP", iceberg: "iceberg" };

/** "Sell 40 NVDA by TWAP". */
export const executionDeed = ({ side, quantity: units, symbol, algorithm }: Named): string =>
  `${inWords(side)} ${quantity(units)} ${symbol} by ${ALGORITHMS[algorithm]}`;

export const EXECUTION_TONES: Record<Execution["status"], Tone> = {
  proposed: "neutral",
  "awaiting-approval": "warn",
  working: "accent",
  paused: "warn",
  done: "good",
  canceled: "neutral",
  failed: "bad",
};

const ENDED: readonly Execution["status"][] = ["done", "canceled", "failed"];
export const hasEnded = ({ status }: Pick<Execution, "status">): boolean => ENDED.includes(status);
