import { inWords } from "../lib/formats.ts";
import { Button } from "./button.tsx";

interface ChoiceProps<Option extends string> {
  /** What is chosen, for screen readers. */
  name: string;
  options: readonly Option[];
  value: Option;
  onChange: (option: Option) => void;
  words?: (option: Option) => string;
}

/** One of a few, all in view. */
export function Choice<Option extends string>({
  name,
  options,
  value,
  onChange,
  words = inWords,
}: ChoiceProps<Option>) {
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{name}</legend>
      {options.map((option) => (
        <Button
          key={option}
          small
          look={value === option ? "chosen" : "bare"}
          aria-pressed={value === option}
          className="max-md:min-h-11"
          onClick={() => onChange(option)}
        >
          {words(option)}
        </Button>
      ))}
    </fieldset>
  );
}
