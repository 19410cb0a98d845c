import { create } from "zustand";

export type ThemeChoice = "system" | "light" | "dark";
export const THEME_CHOICES: readonly ThemeChoice[] = ["system", "light", "dark"];

const STORAGE_KEY = "quarterdeck.theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");

interface ThemeState {
  choice: ThemeChoice;
  choose(choice: ThemeChoice): void;
}

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(STORAGE_KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

function paint(choice: ThemeChoice): void {
  const theme = choice === "system" ? (systemDark.matches ? "dark" : "light") : choice;
  document.documentElement.dataset.theme = theme;
}

/** The chosen theme. `public/theme.js` has painted it before the app loads. */
export const useTheme = create<ThemeState>((set) => ({
  choice: storedChoice(),
  choose(choice) {
    localStorage.setItem(STORAGE_KEY, choice);
    paint(choice);
    set({ choice });
  },
}));

systemDark.addEventListener("change", () => paint(useTheme.getState().choice));
