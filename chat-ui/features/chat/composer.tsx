import type { FormEvent, KeyboardEvent } from "react";
import { Icon } from "../../components/icon.tsx";

const MAX_LENGTH = 8000;

interface ComposerProps {
  draft: string;
  isAnswering: boolean;
  isBusy?: boolean;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
  onStop: () => void;
}

/** Where a person writes. While an answer runs, the send button is a stop button in the same spot. */
export function Composer({ draft, isAnswering, isBusy = false, onDraft, onSend, onStop }: ComposerProps) {
  const mayBeSent = draft.trim() !== "" && !isAnswering && !isBusy;
  const send = () => mayBeSent && onSend(draft.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      onSubmit={submit}
      className="flex items-end gap-2 rounded-xl border border-line-strong bg-surface p-1.5 focus-within:border-accent"
    >
      <textarea
        aria-label="Message"
        rows={1}
        maxLength={MAX_LENGTH}
        placeholder="Ask, test an idea, or propose an order"
        value={draft}
        onChange={(event) => onDraft(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-48 min-h-9 w-full min-w-0 resize-none bg-transparent px-2 py-1.5 outline-none placeholder:text-muted"
      />
      {isAnswering ? (
        <button
          type="button"
          aria-label="Stop the answer"
          onClick={onStop}
          className="grid size-11 shrink-0 place-items-center rounded-lg bg-ink text-surface md:size-9"
        >
          <Icon name="stop" />
        </button>
      ) : (
        <button
          type="submit"
          aria-label="Send"
          disabled={!mayBeSent}
          className="grid size-11 shrink-0 place-items-center rounded-lg bg-accent text-accent-ink disabled:bg-sunken disabled:text-muted md:size-9"
        >
          <Icon name="send" />
        </button>
      )}
    </form>
  );
}
