import { useState } from "react";

const keyOf = (threadId: string | null) => `quarterdeck.draft.${threadId ?? "new"}`;

/** What is being written in a thread, kept in this browser so that leaving the page does not lose it. */
export function useDraft(threadId: string | null): [string, (text: string) => void] {
  const [draft, setDraft] = useState(() => localStorage.getItem(keyOf(threadId)) ?? "");
  const keep = (text: string) => {
    setDraft(text);
    if (text === "") localStorage.removeItem(keyOf(threadId));
    else localStorage.setItem(keyOf(threadId), text);
  };
  return [draft, keep];
}
