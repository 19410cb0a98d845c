const waiting = new Map<string, string>();

/** Carries the words typed on the empty page over to the thread just made for them. */
export const firstMessage = {
  leave(threadId: string, text: string): void {
    waiting.set(threadId, text);
  },
  isWaiting(threadId: string): boolean {
    return waiting.has(threadId);
  },
  take(threadId: string): string | undefined {
    const text = waiting.get(threadId);
    waiting.delete(threadId);
    return text;
  },
};
