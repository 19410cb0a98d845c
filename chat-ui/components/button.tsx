import type { ButtonHTMLAttributes } from "react";

const LOOKS = {
  primary: "bg-accent text-accent-ink border-accent hover:opacity-90",
  quiet: "bg-surface text-ink border-line-strong hover:bg-sunken",
  bare: "border-transparent text-muted hover:bg-sunken hover:text-ink",
  chosen: "border-transparent bg-accent-soft text-accent",
  danger: "bg-danger text-danger-ink border-danger hover:opacity-90",
  "danger-quiet": "bg-surface text-danger border-danger hover:bg-loss-soft",
} as const;

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: keyof typeof LOOKS; small?: boolean };

/** A button whose words say the deed. Touch targets are 44 px high on narrow screens. */
export function Button({
  look = "quiet",
  small = false,
  className = "",
  type = "button",
  ...rest
}: ButtonProps) {
  const size = small ? "min-h-8 px-2.5 text-xs" : "min-h-11 px-3.5 text-sm md:min-h-9";
  return (
    <button
      type={type}
      className={`inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-50 ${size} ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
