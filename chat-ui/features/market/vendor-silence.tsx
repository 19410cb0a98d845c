import { Moment } from "../../components/moment.tsx";
import type { VendorNote } from "../../lib/desk-types.ts";

/** Says of each vendor that does not answer since when, and why. */
export function VendorSilence({ vendors }: { vendors: readonly VendorNote[] }) {
  const silent = vendors.filter(({ status }) => status === "failed");
  if (silent.length === 0) return null;
  return (
    <ul role="alert" className="border-b border-line bg-warn-soft px-3 py-2 text-sm">
      {silent.map(({ name, detail, answeredAt }) => (
        <li key={name}>
          <strong>
            {name} does not answer{" "}
            {answeredAt ? (
              <>
                since <Moment at={answeredAt} />
              </>
            ) : (
              "and has not yet since the desk started"
            )}
            .
          </strong>{" "}
          {detail}
        </li>
      ))}
    </ul>
  );
}
