import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MIGRATIONS = fileURLToPath(new URL("../migrations/", import.meta.url));

/** One thing wrong with one function of the gate. */
export interface GateMutant {
  /** Function and change, the same from run to run. */
  name: string;
  /** Replaces the function in the database. */
  statement: string;
}

/** The functions of the hand-written migrations, each as the last one to write it leaves it, as "create function …". */
export function gateFunctions(): { name: string; source: string }[] {
  const written = readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith(".sql") && !file.startsWith("0000"))
    .sort()
    .flatMap((file) => readFileSync(`${MIGRATIONS}${file}`, "utf8").split("--> statement-breakpoint"))
    .map((statement) => statement.replaceAll(/^\s*--.*$/gm, "").trim())
    .flatMap((source) => {
      const [opening, name] = /^create (?:or replace )?function (qd_\w+)/.exec(source) ?? [];
      if (!opening || !name) return [];
      return [[name, { name, source: `create function ${name}${source.slice(opening.length)}` }] as const];
    });
  return [...new Map(written).values()];
}

/**
 * Every function of the gate with one thing wrong: a refusal that does nothing, a condition left out, a boundary
 * moved by one, a sum turned into a difference. New conditions are found by themselves.
 */
export function gateMutants(): GateMutant[] {
  return gateFunctions().flatMap(({ name, source }) => {
    const code = blankLiterals(source);
    return [...silentRefusals(code), ...droppedConditions(code), ...swappedSigns(code)].map((change) => ({
      name: `${name}: ${describe(source, change)}`,
      statement: `${source.slice(0, change.from)}${change.into}${source.slice(change.to)}`.replace(
        "create function",
        "create or replace function",
      ),
    }));
  });
}

interface Change {
  from: number;
  to: number;
  into: string;
}

/** The change as a reader finds it: the words around it, on one line. */
function describe(source: string, { from, to, into }: Change): string {
  const oneLine = (text: string) => text.replaceAll(/\s+/g, " ");
  const removed = oneLine(source.slice(from, to)).trim();
  const context = oneLine(source.slice(Math.max(0, from - 30), from)).trimStart();
  return `…${context}[${removed} → ${into.trim()}]${oneLine(source.slice(to, to + 12))}`;
}

/** The same text with every quoted literal and comment blanked, so that positions stay and words inside do not count. */
function blankLiterals(source: string): string {
  return source.replaceAll(/'(?:[^']|'')*'|--[^\n]*/g, (text) => "_".repeat(text.length));
}

function silentRefusals(code: string): Change[] {
  return [...code.matchAll(/raise exception [^;]*;/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    into: "null;",
  }));
}

/** Words that begin a condition and words that end one, at the same depth of brackets. */
const BEGINS = /\b(if|elsif|where|and|or)\b/g;
const ENDS = /^(and|or|then|returning|limit|order|group|for)\b|^;|^\)|^\]|^\$\$/;

function droppedConditions(code: string): Change[] {
  return [...code.matchAll(BEGINS)].flatMap((match) => {
    const from = match.index + match[0].length;
    const { to, ender } = endOfCondition(code, from);
    const joined = match[0] === "and" || match[0] === "or" ? match[0] : ender;
    // A lone condition after "if" is the refusal itself, which is silenced above.
    const isLone = joined !== "and" && joined !== "or";
    if (isLone && match[0] !== "where") return [];
    return [{ from, to, into: joined === "or" ? " false " : " true " }];
  });
}

function endOfCondition(code: string, from: number): { to: number; ender: string } {
  let depth = 0;
  for (let at = from; at < code.length; at++) {
    const ends =
      /\W/.test(code[at - 1] ?? " ") || ";)]$".includes(code[at] ?? "")
        ? ENDS.exec(code.slice(at, at + 10))
        : null;
    if (depth === 0 && ends) return { to: at, ender: ends[0] };
    if ("([".includes(code[at] ?? "")) depth++;
    if (")]".includes(code[at] ?? "")) depth--;
  }
  return { to: code.length, ender: "" };
}

/** One step over a boundary, and the other direction of a sum. */
const SIGNS: Record<string, string> = {
  ">": ">=",
  ">=": ">",
  "<": "<=",
  "<=": "<",
  "+": "-",
  "-": "+",
  "<>": "=",
};

function swappedSigns(code: string): Change[] {
  return [...code.matchAll(/ (>=|<=|<>|>|<|\+|-) (?!interval|_)/g)].map((match) => ({
    from: match.index + 1,
    to: match.index + 1 + (match[1]?.length ?? 0),
    into: SIGNS[match[1] ?? ""] ?? "",
  }));
}
