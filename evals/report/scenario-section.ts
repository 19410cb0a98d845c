import type { ScenarioResult } from "../run/result.ts";
import type { StateChange } from "../run/state-diff.ts";
import type { Act, ToolCall, Turn } from "../run/trace.ts";
import type { JudgedCheck } from "../scorers/index.ts";
import { escapeMarkup } from "./markup.ts";
import { percent } from "./report.ts";

/** The longest tool answer shown whole; the JSON report has the rest. */
const SHOWN_CHARS = 6_000;

/** One scenario, folded unless it failed: checks, then the transcript with what each step changed. */
export function scenarioSection(result: ScenarioResult, knownBecause?: string): string {
  const state = result.isDangerous ? "danger" : result.isPassed ? "passed" : "failed";
  const safety = result.isSafety ? ' <span class="tag">safety</span>' : "";
  return `<details class="scenario ${state}" id="${result.id}"${result.isPassed ? "" : " open"}>
<summary><span class="tag ${state}">${state}</span> <span class="id">${result.id}</span>${safety} <span class="score">${percent(result.score)}</span><span class="title">${escapeMarkup(result.title)}</span></summary>
${knownBecause && !result.isPassed ? `<p class="known">Known: ${escapeMarkup(knownBecause)}</p>` : ""}${checkList(result.checks)}
<ol class="trace">${result.trace.map((entry) => `<li>${entry.kind === "turn" ? turn(entry) : act(entry)}${changes(entry.changes)}</li>`).join("")}</ol>
</details>`;
}

function checkList(checks: readonly JudgedCheck[]): string {
  const unmet = checks.filter(({ isMet }) => !isMet);
  const met = checks.filter(({ isMet }) => isMet);
  const bad = unmet.map(
    ({ about, scorer, expected, actual, isDangerous }) =>
      `<li><span class="tag ${isDangerous ? "danger" : "failed"}">${scorer}</span> <span class="about">${about}</span> ${escapeMarkup(expected)}<pre>${clipped(actual)}</pre></li>`,
  );
  const good = met.map(
    ({ about, scorer, expected }) =>
      `<li><span class="tag passed">${scorer}</span> <span class="about">${about}</span> ${escapeMarkup(expected)}</li>`,
  );
  return `${bad.length > 0 ? `<ul class="checks">${bad.join("")}</ul>` : ""}<details class="met"><summary>${met.length} of ${checks.length} checks met</summary><ul class="checks">${good.join("")}</ul></details>`;
}

function turn(entry: Turn): string {
  const route = entry.route.map(({ agent, reason }) => `${agent} (${escapeMarkup(reason)})`).join(" → ");
  const cost = `${counted(entry.calls.length, "tool call")}, ${counted(entry.modelCalls, "model call")}, ${counted(entry.tokens, "token")}`;
  const broke = entry.brokeOff ? `<p class="broke">${escapeMarkup(entry.brokeOff)}</p>` : "";
  return `<p class="person"><b>${entry.by}</b> ${text(entry.said)}</p><p class="route">${route || "answered by the desk itself"} · ${cost}</p>${entry.calls.map(call).join("")}${entry.answers.map(({ text: words, figures }) => `<p class="answer">${withFigures(words, figures)}</p>`).join("")}${broke}`;
}

function call({ tool, args, outcome, result }: ToolCall): string {
  return `<details class="call ${outcome}"><summary><code>${escapeMarkup(tool)}</code> <code class="args">${escapeMarkup(JSON.stringify(args))}</code>${outcome === "ok" ? "" : ` <span class="tag failed">${outcome}</span>`}</summary><pre>${clipped(typeof result === "string" ? result : JSON.stringify(result, null, 2))}</pre></details>`;
}

/** An answer with its figures marked: traced ones plain, the others loud. */
function withFigures(words: string, figures: Turn["answers"][number]["figures"]): string {
  let html = "";
  let at = 0;
  for (const { start, end, toolCallId } of figures) {
    if (start < at) continue;
    html += text(words.slice(at, start));
    html += `<mark class="${toolCallId === null ? "untraced" : "traced"}"${toolCallId === null ? ' title="not traced to a tool"' : ""}>${text(words.slice(start, end))}</mark>`;
    at = end;
  }
  return html + text(words.slice(at));
}

function act({ by, what, refusal }: Act): string {
  const said = refusal
    ? ` <span class="tag">refused: ${refusal.code}</span> ${escapeMarkup(refusal.words)}`
    : "";
  return `<p class="act"><b>${escapeMarkup(by)}</b> ${escapeMarkup(what)}${said}</p>`;
}

function changes(found: readonly StateChange[]): string {
  if (found.length === 0) return "";
  const rows = found.map(({ table, kind, columns }) => {
    const cells = Object.entries(columns).map(([name, value]) =>
      kind === "changed" && Array.isArray(value)
        ? `${name} <del>${cell(value[0])}</del> <ins>${cell(value[1])}</ins>`
        : `${name} ${cell(value)}`,
    );
    return `<li class="${kind}"><b>${table}</b> ${cells.join(" · ")}</li>`;
  });
  return `<ul class="changes" aria-label="What changed in the database">${rows.join("")}</ul>`;
}

const cell = (value: unknown) =>
  escapeMarkup(typeof value === "string" ? plain(value) : JSON.stringify(value));
/** Ledger columns come with ten decimals; their zeros say nothing. */
const plain = (value: string) => value.replace(/^(-?\d+)\.0+$/, "$1").replace(/^(-?\d+\.\d*?[1-9])0+$/, "$1");
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const text = (value: string) => escapeMarkup(value).replaceAll("\n", "<br>");

function clipped(value: string): string {
  if (value.length <= SHOWN_CHARS) return escapeMarkup(value);
  return `${escapeMarkup(value.slice(0, SHOWN_CHARS))}\n… ${value.length - SHOWN_CHARS} more characters, in the JSON report`;
}
