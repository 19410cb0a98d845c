import type { CheckResult, Verdict } from "#core/model";
import { capitalised, duration, money, quantity, UNKNOWN } from "../../lib/formats.ts";
import { Icon, type IconName } from "../icon.tsx";
import { headroomInWords } from "./headroom.ts";

const OUTCOMES: Record<CheckResult["outcome"], { icon: IconName; word: string; ink: string }> = {
  pass: { icon: "check", word: "Passed", ink: "text-gain" },
  approve: { icon: "question", word: "Asks people", ink: "text-warn" },
  deny: { icon: "cross", word: "Refused", ink: "text-loss" },
};

interface CheckListProps {
  verdict: Pick<Verdict, "checks" | "limitsVersion">;
  /** Also how far each figure is from its limit. */
  withHeadroom?: boolean;
}

/** What the gates said: the ones that did not simply pass stand open, the rest unfold. */
export function CheckList({ verdict, withHeadroom = false }: CheckListProps) {
  const notable = verdict.checks.filter((check) => check.outcome !== "pass");
  const passed = verdict.checks.filter((check) => check.outcome === "pass");
  const rows = (checks: CheckResult[]) =>
    checks.map((check) => (
      <CheckRow key={`${check.id}:${check.name}`} check={check} withHeadroom={withHeadroom} />
    ));
  return (
    <div>
      <h4 className="label">Risk checks, limits version {verdict.limitsVersion}</h4>
      <ul className="divide-y divide-line">{rows(notable)}</ul>
      <details className="group" open={false}>
        <summary className="flex list-none items-center gap-1 py-1 text-xs font-medium text-accent">
          <span className="transition-transform group-open:rotate-90">
            <Icon name="chevron" size={12} />
          </span>
          {passed.length} of {verdict.checks.length} checks passed
        </summary>
        <ul className="divide-y divide-line">{rows(passed)}</ul>
      </details>
    </div>
  );
}

function CheckRow({ check, withHeadroom }: { check: CheckResult; withHeadroom: boolean }) {
  const { icon, word, ink } = OUTCOMES[check.outcome];
  const room = withHeadroom ? headroomInWords(check) : null;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2 py-1 text-xs">
      <span className={`font-medium ${ink}`}>
        <span className="inline-block align-[-0.15em]">
          <Icon name={icon} size={12} />
        </span>{" "}
        {word}
      </span>
      <span>
        {capitalised(check.name)} <span className="text-muted">{check.id}</span>
      </span>
      <span className="text-right whitespace-nowrap">
        {measured(check.figure, check.unit)}
        {check.limit !== null && <span className="text-muted"> / {measured(check.limit, check.unit)}</span>}
        <span className="text-muted"> {counted(check)}</span>
        {room && <span className="block text-muted">{room}</span>}
      </span>
      {check.outcome !== "pass" && <span className="col-span-3 text-muted">{check.reason}</span>}
    </li>
  );
}

/** A gate's figure as people write it; words and measures of its own are shown as the gate wrote them. */
function measured(figure: string | null, unit: string): string {
  if (figure === null) return UNKNOWN;
  if (!isNumeric(figure)) return figure.replace(" %", "%");
  if (unit === "USD") return money(figure);
  if (unit === "ms") return duration(Number(figure));
  return quantity(figure);
}

/** What the figures count, once behind both of them; words need none, and dollars and times carry their own. */
function counted({ figure, unit }: CheckResult): string {
  if (unit === "USD" || unit === "ms" || figure === null || !/^-?\d/.test(figure)) return "";
  return unit.replace(/^%\s*/, "");
}

function isNumeric(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}
