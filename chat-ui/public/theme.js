// Runs before the first paint, so that the page never flashes in the wrong theme. `app/theme.ts` takes over.
const choice = localStorage.getItem("quarterdeck.theme");
const prefersDark = matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset.theme =
  choice === "light" || choice === "dark" ? choice : prefersDark ? "dark" : "light";
