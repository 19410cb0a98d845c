import { Choice } from "../../components/choice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { ALGORITHMS, type AlgorithmWish, isSliced, URGENCIES } from "./execution-draft.ts";

const ALGORITHM_WORDS: Record<AlgorithmWish["algorithm"], string> = {
  none: "At once",
  twap: "TWAP",
  vwap: "VWAP",
  iceberg: "Iceberg",
};

const MEANING: Record<AlgorithmWish["algorithm"], string> = {
  none: "One order, sent as soon as it may go.",
  twap: "In slices, evenly over the time given.",
  vwap: "In slices along the volume usual at each hour.",
  iceberg: "A part at a time; the next is shown once the last has traded.",
};

interface AlgorithmFieldsProps {
  wish: AlgorithmWish;
  onChange: (wish: AlgorithmWish) => void;
}

/** Whether an order goes out at once or is worked in slices, and how. */
export function AlgorithmFields({ wish, onChange }: AlgorithmFieldsProps) {
  const set = (part: Partial<AlgorithmWish>) => onChange({ ...wish, ...part });
  return (
    <div className="space-y-3">
      <div>
        <Choice
          name="How to work it"
          options={ALGORITHMS}
          value={wish.algorithm}
          onChange={(algorithm) => set({ algorithm })}
          words={(option) => ALGORITHM_WORDS[option]}
        />
        <p className="label mt-1">{MEANING[wish.algorithm]}</p>
      </div>
      {isSliced(wish) && (
        <>
          <div className="grid grid-cols-2 gap-3">
            <Amount
              isRequired
              label="Over how many minutes"
              value={wish.minutes}
              onType={(minutes) => set({ minutes })}
            />
            <Amount
              label="Worst price"
              note="Empty: 1 % from now."
              value={wish.limitPrice}
              onType={(limitPrice) => set({ limitPrice })}
            />
            {wish.algorithm === "vwap" && (
              <Amount
                label="Most of the volume, %"
                note="Empty: 10 %."
                value={wish.participation}
                onType={(participation) => set({ participation })}
              />
            )}
            {wish.algorithm === "iceberg" && (
              <Amount
                label="Units shown"
                note="Empty: a tenth."
                value={wish.shown}
                onType={(shown) => set({ shown })}
              />
            )}
          </div>
          <Choice
            name="Urgency"
            options={URGENCIES}
            value={wish.urgency}
            onChange={(urgency) => set({ urgency })}
            words={(option) => (option === "steady" ? "Cross the spread" : "Wait at the near side")}
          />
        </>
      )}
    </div>
  );
}

interface AmountProps {
  label: string;
  note?: string;
  value: string;
  onType: (text: string) => void;
  isRequired?: boolean;
}

function Amount({ label, note, value, onType, isRequired = false }: AmountProps) {
  return (
    <Labelled label={label} note={note}>
      {(id) => (
        <input
          id={id}
          className="field"
          required={isRequired}
          inputMode="decimal"
          autoComplete="off"
          pattern="[0-9,]*\.?[0-9]*"
          title="A number above 0"
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Labelled>
  );
}
