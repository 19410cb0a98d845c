import type { ReactNode } from "react";
import { useDesk } from "../../lib/queries.ts";
import { useMe } from "../../lib/session.tsx";

interface OtherPersonProps {
  id: string;
  value: string;
  onChange: (id: string) => void;
  /** Choices beside people. */
  children?: ReactNode;
}

/** One of the others with a seat. */
export function OtherPerson({ id, value, onChange, children }: OtherPersonProps) {
  const { person } = useMe();
  const people = useDesk("listPeople", {}).data?.people ?? [];
  return (
    <select
      id={id}
      className="field"
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">Choose</option>
      {people
        .filter((one) => one.id !== person.id && !one.disabled)
        .map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      {children}
    </select>
  );
}
