import type { SlackDesk } from "./desk-door.ts";

/** How long urgent work waits for the inbox to say whether it was done before. */
const INBOX_WITHIN_MS = 400;

/**
 * Does the work of each message from Slack once. A message is marked when its work is done, not before: where
 * the process died between the two, Slack's second delivery completes it, and the work itself bears repetition.
 */
export class Once {
  readonly #desk: Pick<SlackDesk, "isHandled" | "markHandled">;
  readonly #underWay = new Set<string>();

  constructor(desk: Pick<SlackDesk, "isHandled" | "markHandled">) {
    this.#desk = desk;
  }

  /**
   * @param options.urgent rather do it twice than not at all: an inbox that fails or hangs holds up nothing
   * @returns null when the message was dealt with already, or is being dealt with now
   */
  async do<T>(eventId: string, work: () => Promise<T>, { urgent = false } = {}): Promise<T | null> {
    if (this.#underWay.has(eventId)) return null;
    this.#underWay.add(eventId);
    const ask = urgent ? soonOr : (question: Promise<boolean>) => question;
    try {
      if (await ask(this.#desk.isHandled(eventId), false)) return null;
      const result = await work();
      return (await ask(this.#desk.markHandled(eventId), true)) ? result : null;
    } finally {
      this.#underWay.delete(eventId);
    }
  }
}

/** The answer, or the other one when it does not come soon. */
async function soonOr(question: Promise<boolean>, otherwise: boolean): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, INBOX_WITHIN_MS, otherwise);
  });
  return Promise.race([question.catch(() => otherwise), late]).finally(() => clearTimeout(timer));
}
