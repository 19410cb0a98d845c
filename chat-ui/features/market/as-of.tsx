import { useId, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Moment } from "../../components/moment.tsx";
import { instantOf } from "./instants.ts";

interface AsOfProps {
  asOf: string | undefined;
  onChange: (asOf: string | undefined) => void;
}

/** Turns the page to an instant of the past, says so plainly, and leads back. */
export function AsOf({ asOf, onChange }: AsOfProps) {
  const id = useId();
  const [text, setText] = useState("");
  const wanted = instantOf(text);
  const isPast = wanted !== null && wanted < new Date().toISOString();
  return (
    <>
      <form
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted && isPast) onChange(wanted);
        }}
      >
        <label htmlFor={id} className="text-xs text-muted max-md:w-full">
          As it was known at
        </label>
        <input
          id={id}
          type="datetime-local"
          className="field w-auto! max-md:min-h-11"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={!isPast}>
          Show
        </Button>
        {wanted && !isPast && <span className="text-xs text-muted">It has not come yet.</span>}
      </form>
      {asOf && (
        <div
          role="status"
          className="flex w-full flex-wrap items-center justify-between gap-2 rounded-lg border border-warn bg-warn-soft px-3 py-2 text-sm"
        >
          <span>
            <strong>
              As it was known at <Moment at={asOf} />.
            </strong>{" "}
            Nothing that became known later is shown, and nothing here is live.
          </span>
          <Button small className="max-md:min-h-11" onClick={() => onChange(undefined)}>
            Back to now
          </Button>
        </div>
      )}
    </>
  );
}
