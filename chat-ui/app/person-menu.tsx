import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Button } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";
import { inWords } from "../lib/formats.ts";
import { request } from "../lib/operate.ts";
import { useMe } from "../lib/session.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

/** Who is signed in, the theme, and the way out. */
export function PersonMenu() {
  const { person } = useMe();
  const client = useQueryClient();
  const ref = useRef<HTMLDetailsElement>(null);
  useCloseOutside(ref);
  const signOut = async () => {
    await request("/api/sign-out", { method: "POST" });
    await client.resetQueries({ queryKey: ["me"] });
  };
  return (
    <details ref={ref} className="relative">
      <summary
        aria-label={`${person.name}: theme and sign-out`}
        className="flex min-h-11 list-none items-center gap-1.5 rounded-md px-1.5 text-sm text-muted hover:text-ink md:min-h-8"
      >
        <Icon name="person" size={18} />
        <span className="hidden max-w-32 truncate xl:inline">{person.name}</span>
      </summary>
      <div className="absolute right-0 z-30 mt-1 w-60 space-y-3 rounded-lg border border-line bg-surface p-3 shadow-lg">
        <div>
          <p className="font-medium">{person.name}</p>
          <p className="text-xs break-all text-muted">{person.email}</p>
          <p className="text-xs text-muted">{inWords(person.role)}</p>
        </div>
        <div className="flex items-center justify-between">
          <span className="text-sm">Theme</span>
          <ThemeSwitch />
        </div>
        <a href="/docs" className="block text-sm text-accent underline underline-offset-2">
          API documentation
        </a>
        <Button className="w-full" onClick={() => void signOut()}>
          Sign out
        </Button>
      </div>
    </details>
  );
}

function useCloseOutside(ref: React.RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const close = (event: Event) => {
      const isEscape = event instanceof KeyboardEvent && event.key === "Escape";
      const isOutside = event.type === "pointerdown" && !ref.current?.contains(event.target as Node);
      if (ref.current && (isEscape || isOutside)) ref.current.open = false;
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, [ref]);
}
