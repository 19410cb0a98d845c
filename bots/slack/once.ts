import type { SlackDesk } from "./desk-door.ts";

/**
 * Does the work of each message from Slack once. A message is marked when its work is done, not before: where
 * the process died between the two, Slack's second delivery completes it, and the work itself bears repetition.
 */
export class Once {
  readonly #desk: SlackDesk;
  readonly #underWay = new Set<string>();

  constructor(desk: SlackDesk) {
    this.#desk = desk;
  }

  /** @returns null when the message was dealt with already, or is being dealt with now */
  async do<T>(eventId: string, work: () => Promise<T>): Promise<T | null> {
    if (this.#underWay.has(eventId)) return null;
    this.#underWay.add(eventId);
    try {
      if (await this.#desk.isHandled(eventId)) return null;
      const result = await work();
      return (await this.#desk.markHandled(eventId)) ? result : null;
    } finally {
      this.#underWay.delete(eventId);
    }
  }
}
