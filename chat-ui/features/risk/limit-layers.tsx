import { Badge } from "../../components/badge.tsx";
import { Moment } from "../../components/moment.tsx";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { capitalised } from "../../lib/formats.ts";
import { usePersonName } from "../../lib/session.tsx";
import { limitInWords, limitName } from "./limit-value.ts";

type Layer = DeskOutput<"getLimits">["layers"][number];

/** Limits of the desk, strategies, sectors and symbols beside the account's own; the strictest of all holds. */
export function LimitLayers({ layers }: { layers: Layer[] }) {
  const nameOf = usePersonName();
  return (
    <section aria-label="Other layers" className="border-t border-line">
      <h3 className="label px-3 pt-2 font-semibold">Layers of the desk, strategies, sectors and symbols</h3>
      {layers.length === 0 ? (
        <p className="px-3 pb-2 text-xs text-muted">None: the account's own limits hold alone.</p>
      ) : (
        <ul className="divide-y divide-line">
          {layers.map((layer) => (
            <li key={`${layer.level}:${layer.key}:${layer.setAt}`} className="px-3 py-2 text-xs">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">
                  {capitalised(layer.level)} {layer.key}
                </span>
                {layer.endsAt && (
                  <Badge tone="warn">
                    until <Moment at={layer.endsAt} />
                  </Badge>
                )}
              </p>
              <ul>
                {Object.entries(layer.limits)
                  .filter(isPlain)
                  .map(([key, value]) => (
                    <li key={key} className="flex justify-between gap-3">
                      <span>{limitName(key)}</span>
                      <span>{limitInWords(key, value)}</span>
                    </li>
                  ))}
              </ul>
              <p className="text-muted">
                {layer.setBy.map(nameOf).join(" and ")} <Moment at={layer.setAt} />: {layer.reason}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const isPlain = (entry: [string, unknown]): entry is [string, string | number] =>
  typeof entry[1] === "string" || typeof entry[1] === "number";
