import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

interface SheetProps {
  isOpen: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A page's detail over its right edge; the whole screen on narrow ones. The browser keeps focus and gives it back. */
export function Sheet({ isOpen, title, onClose, children }: SheetProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (isOpen && !dialog?.open) dialog?.showModal();
    if (!isOpen && dialog?.open) dialog.close();
  }, [isOpen]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-0 ml-auto h-dvh max-h-none w-full max-w-none overflow-y-auto border-line bg-page p-0 text-ink shadow-xl sm:w-[36rem] sm:border-l"
    >
      {isOpen && (
        <>
          <header className="sticky top-0 z-10 flex items-center justify-between border-b border-line bg-surface px-3 py-1.5">
            <h2 id={titleId} className="text-base font-semibold">
              {title}
            </h2>
            <Button look="bare" aria-label="Close" onClick={onClose}>
              <Icon name="cross" />
            </Button>
          </header>
          <div className="space-y-3 p-3">{children}</div>
        </>
      )}
    </dialog>
  );
}
