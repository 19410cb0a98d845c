import type { ReactNode } from "react";

const TONES = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent",
  good: "bg-good-soft text-gain",
  bad: "bg-loss-soft text-loss",
  warn: "bg-warn-soft text-warn",
  paper: "bg-paper-soft text-paper",
} as const;

export type Tone = keyof typeof TONES;

/** A short word on a tint. The word carries the meaning; the tint helps the eye find it. */
export function Badge({
  tone = "neutral",
  title,
  children,
}: {
  tone?: Tone;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span
      title={title}
      className={`inline-flex items-center gap-1 rounded px-1.5 py-px text-2xs font-semibold whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
