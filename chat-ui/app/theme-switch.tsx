import { Icon, type IconName } from "../components/icon.tsx";
import { inWords } from "../lib/formats.ts";
import { THEME_CHOICES, type ThemeChoice, useTheme } from "./theme.ts";

const ICONS: Record<ThemeChoice, IconName> = { system: "system", light: "sun", dark: "moon" };

export function ThemeSwitch() {
  const { choice, choose } = useTheme();
  return (
    <fieldset className="flex rounded-md border border-line p-0.5">
      <legend className="sr-only">Theme</legend>
      {THEME_CHOICES.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={choice === option}
          aria-label={`${inWords(option)} theme`}
          title={`${inWords(option)} theme`}
          onClick={() => choose(option)}
          className={`grid size-8 place-items-center rounded md:size-6 ${choice === option ? "bg-sunken text-ink" : "text-muted hover:text-ink"}`}
        >
          <Icon name={ICONS[option]} size={14} />
        </button>
      ))}
    </fieldset>
  );
}
