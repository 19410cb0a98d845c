const INKS = { plain: "bg-accent", near: "bg-warn", full: "bg-loss", faint: "bg-line-strong" } as const;

/** A bar for the eye beside a figure that says the same; hidden from screen readers. */
export function Meter({ fraction, ink = "plain" }: { fraction: number | null; ink?: keyof typeof INKS }) {
  return (
    <span aria-hidden="true" className="block h-1.5 overflow-hidden rounded-full bg-sunken">
      <span
        className={`block h-full rounded-full ${INKS[ink]}`}
        style={{ width: `${Math.max(0, Math.min(1, fraction ?? 0)) * 100}%` }}
      />
    </span>
  );
}
