import { inWords } from "../../lib/formats.ts";

/** Arguments or a result: plain fields as a list, everything nested as JSON. Shown as text, never run. */
export function ToolValue({ title, value }: { title: string; value: unknown }) {
  const parsed = parsedIfJson(value);
  const { plain, nested } = split(parsed);
  return (
    <section aria-label={title}>
      <h4 className="label font-semibold">{title}</h4>
      {plain.length > 0 && (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
          {plain.map(([name, field]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{inWords(name.replace(/([a-z])([A-Z])/g, "$1 $2"))}</dt>
              <dd className="break-words">{String(field)}</dd>
            </div>
          ))}
        </dl>
      )}
      {nested !== null && (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="mt-1 max-h-64 overflow-auto rounded bg-sunken p-2 font-mono text-2xs whitespace-pre-wrap"
        >
          {typeof nested === "string" ? nested : JSON.stringify(nested, null, 2)}
        </pre>
      )}
    </section>
  );
}

function parsedIfJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function split(value: unknown): { plain: [string, unknown][]; nested: unknown } {
  if (value === undefined) return { plain: [], nested: "none" };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { plain: [], nested: value };
  const entries = Object.entries(value);
  const isNested = ([, field]: [string, unknown]) => typeof field === "object" && field !== null;
  const nested = entries.filter(isNested);
  return {
    plain: entries.filter((entry) => !isNested(entry)),
    nested: nested.length > 0 ? Object.fromEntries(nested) : null,
  };
}
