import { type ReactNode, useId } from "react";

interface LabelledProps {
  label: string;
  note?: ReactNode;
  children: (id: string) => ReactNode;
}

/** A form field under its name, and a word on what it means. */
export function Labelled({ label, note, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children(id)}
      {note && <p className="label mt-1">{note}</p>}
    </div>
  );
}
