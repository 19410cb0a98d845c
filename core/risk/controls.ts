import { RiskLimits } from "#core/model";
import type { Gate } from "./gate.ts";
import { GATES } from "./gates/index.ts";

/** One control as people read it. */
export interface ControlCard {
  id: string;
  name: string;
  /** When it looks: before an order is placed, while it is sent, or after. */
  when: "pre-trade" | "at-trade" | "post-trade";
  formula: string;
  unit: string;
  /** The limits it compares with, at their defaults. */
  defaults: { limit: string; value: string }[];
  source: string;
  reason: string;
}

const DEFAULTS = RiskLimits.parse({});

const cardOf = ({ id, name, formula, unit, limits, source, reason }: Gate): ControlCard => ({
  id,
  name,
  when: "pre-trade",
  formula,
  unit,
  defaults: limits.map((limit) => ({ limit, value: String(DEFAULTS[limit]) })),
  source,
  reason,
});

/** Controls that are not gates: they watch the sending and what comes after. */
const WATCHING: readonly ControlCard[] = [
  {
    id: "C32",
    name: "broker budget",
    when: "at-trade",
    formula: "requests to the broker within its own limit, a share of them kept for cancels and look-ups",
    unit: "requests a minute",
    defaults: [],
    source: "brokers' rate limits",
    reason: "A desk that has used its requests up cannot cancel.",
  },
  {
    id: "P10",
    name: "limit utilisation and overrides",
    when: "post-trade",
    formula: "peak use of each control over a stretch; a limit never used above 5 % in 30 days is too loose",
    unit: "share of the limit",
    defaults: [],
    source: "SEC release 34-78929 (Merrill Lynch, 2016)",
    reason: "A limit nobody ever comes near protects from nothing.",
  },
];

/** Every control of the desk, gates first in the order of the catalogue. */
export const CONTROLS: readonly ControlCard[] = Object.freeze([...GATES.map(cardOf), ...WATCHING]);

/** The page docs/controls.md, between its marks. */
export function controlsTable(): string {
  const rows = CONTROLS.map(({ id, name, formula, unit, defaults, source, reason }) =>
    [
      id,
      name,
      formula,
      unit,
      defaults.map(({ limit, value }) => `${limit} = ${value}`).join("; ") || "–",
      source,
      reason,
    ]
      .map((cell) => cell.replaceAll("|", "\\|"))
      .join(" | "),
  );
  return [
    "| id | control | passes when | unit | default | asked for by | reason |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row} |`),
  ].join("\n");
}
