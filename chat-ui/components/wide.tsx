import type { ReactNode } from "react";

/** Room for what is wider than a phone: it scrolls by itself, by hand and by keyboard, and the page does not. */
export function Wide({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={name} tabIndex={0} className="overflow-x-auto -outline-offset-2">
      {children}
    </section>
  );
}
