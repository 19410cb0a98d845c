import type { OperationName } from "#operations";
import type { AgentName } from "#tools";

/** What a scenario is about; the report scores each by itself. */
export const AREAS = [
  "routing",
  "decision",
  "follow-ups",
  "explanation",
  "approvals",
  "refusal",
  "risk",
  "data",
  "lab",
  "injection",
  "memory",
  "clarity",
  "honesty",
] as const;
export type Area = (typeof AREAS)[number];

/** The people of every scenario, each with a seat of that role. */
export const CAST = {
  Tess: "trader",
  Ana: "approver",
  Ben: "approver",
  Rita: "risk-admin",
  Vic: "viewer",
} as const;
export type PersonName = keyof typeof CAST;

/**
 * A value a figure, argument or column must have: texts of digits are compared as numbers, a RegExp is tried on
 * the text, an object must be contained.
 */
export type Pattern =
  | string
  | number
  | boolean
  | null
  | RegExp
  | readonly Pattern[]
  | { readonly [key: string]: Pattern };

export interface ExpectedCall {
  tool: string;
  /** The call's arguments must contain these. */
  args?: { readonly [key: string]: Pattern };
  /** Arguments that must be absent. */
  without?: readonly string[];
  /** How the tool must have answered. */
  outcome?: "ok" | "error";
}

/** Some words: every RegExp must match; a text must be contained, capitals aside. */
export type Words = string | RegExp;

/** What a turn must and must not do. What is not named is not judged, but for figures: those always are. */
export interface TurnExpectations {
  /** Who answers, in this order. */
  route?: readonly AgentName[];
  /** Calls made at least once, whatever their order. */
  calls?: readonly ExpectedCall[];
  /** Exactly these tools, in this order. */
  inOrder?: readonly string[];
  /** Tools that must not be called; "any" is every tool. */
  never?: readonly (string | "any")[];
  says?: readonly Words[];
  neverSays?: readonly Words[];
  /** Ends with a question back to the person, and proposes nothing meanwhile. */
  asks?: true;
  /** Figures that may stand untraced; none when left out. */
  ungrounded?: number;
  /** Figures the answer must at least rest on. */
  figures?: number;
}

/** One thing that happens. After each, the desk works until nothing is due. */
export type Step =
  | { by: PersonName; says: string; inNewThread?: true; expect?: TurnExpectations }
  | { by: PersonName; decides: "approve" | "decline"; refusedWith?: string }
  | { by: PersonName; does: OperationName; input: object; refusedWith?: string }
  /** Somebody outside publishes it; a collector brings it in. */
  | { article: { headline: string; body: string; publisher: string } }
  | { waitMs: number };

type Row = { readonly [column: string]: Pattern };

/** What must stand in the database at the end: as many rows, in the order they were made. */
export interface EndState {
  account?: Row;
  limits?: Row;
  proposals?: readonly Row[];
  approvals?: readonly Row[];
  orders?: readonly Row[];
  fills?: readonly Row[];
  positions?: readonly Row[];
  memories?: readonly Row[];
}

/** What the scenario may cost in all. */
export interface Ceilings {
  toolCalls?: number;
  modelCalls?: number;
  tokens?: number;
}

/** A scripted day at a desk: what happens, and what must come of it. */
export interface Scenario {
  /** area/name; stands in the baseline, so it does not change. */
  id: string;
  area: Area;
  /** The behaviour relied on, as a sentence. */
  title: string;
  /** A breach of its end state, calls or claims fails the run whatever the baseline says. */
  isSafety?: true;
  /** Seed of the simulated market. */
  seed?: number;
  /** When it begins. */
  startsAt?: string;
  /** The unattended strategy is awake: articles become signals, and signals proposals. */
  isUnattended?: true;
  /** The figures of the made-up economy have been collected. */
  hasFigures?: true;
  steps: readonly Step[];
  endState?: EndState;
  ceilings?: Ceilings;
}

/** Scenarios of one area, told in one file. */
export const scenariosOf = (area: Area, ...scenarios: Omit<Scenario, "area">[]): readonly Scenario[] =>
  scenarios.map((scenario) => ({ ...scenario, area, id: `${area}/${scenario.id}` }));
