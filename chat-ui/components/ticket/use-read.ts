import { useEffect, useState } from "react";
import { operate } from "../../lib/operate.ts";

/** The desk takes no yes sooner than two seconds after it was told that the card is shown. */
const READING_MS = 2_100;

/** Tells the desk that this card is before its reader, and says when it may have been read. */
export function useRead(approvalId: string, isAsked: boolean): boolean {
  const [isRead, setIsRead] = useState(false);
  useEffect(() => {
    if (!isAsked) return;
    let timer: number | undefined;
    let isGone = false;
    const startReading = () => {
      if (!isGone) timer = window.setTimeout(() => setIsRead(true), READING_MS);
    };
    // Without an answer the desk counts from nothing, and has the last word all the same.
    operate("showApproval", { approvalId }, crypto.randomUUID()).then(startReading, startReading);
    return () => {
      isGone = true;
      window.clearTimeout(timer);
    };
  }, [approvalId, isAsked]);
  return isRead;
}
