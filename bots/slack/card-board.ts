import type { webApi } from "@slack/bolt";
import { type RenderedCard, renderCard } from "./card.ts";
import type { ApprovalCard, CardPlace, SlackDesk } from "./desk-door.ts";
import { slackFailure } from "./slack-failure.ts";

/** Marks our own cards in a channel's history. */
const EVENT_TYPE = "quarterdeck_approval";
/** How far back a card is looked for that may have been posted without our hearing of it. */
const LOOK_BACK = 100;
/** Cards whose last look is remembered, to leave out updates that change nothing. */
const MAX_REMEMBERED = 1_000;

/** Keeps one message per approval showing what the desk knows. */
export class CardBoard {
  readonly #desk: SlackDesk;
  readonly #web: webApi.WebClient;
  readonly #channel: string;
  readonly #shown = new Map<string, string>();
  /** Work on the cards, one at a time: the card read last is the card shown last. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(desk: SlackDesk, web: webApi.WebClient, channel: string) {
    this.#desk = desk;
    this.#web = web;
    this.#channel = channel;
  }

  /** Shows a card for the approval, once, however often it is asked. @throws SlackFailure to be tried again */
  announce(approvalId: string): Promise<void> {
    return this.#inTurn(async () => {
      const card = await this.#desk.card(approvalId);
      if (card) await this.#show(card);
    });
  }

  /** Redraws the card an approval, proposal or order is shown on. @throws SlackFailure to be tried again */
  refresh(about: string): Promise<void> {
    return this.#inTurn(async () => {
      const card = await this.#desk.card(about);
      // Without a place it has not been announced yet, and will be with the facts of that moment.
      if (card?.place) await this.#show(card);
    });
  }

  async #show(card: ApprovalCard): Promise<void> {
    const rendered = renderCard(card, this.#desk.webUrl);
    const { id } = card.ticket.approval;
    const look = JSON.stringify(rendered);
    if (card.place && this.#shown.get(id) === look) return;
    const place = card.place ?? (await this.#findPosted(id));
    const updated = place ? await this.#update(place, rendered) : false;
    if (!updated && place && card.ticket.approval.status !== "pending") return;
    const stands = updated && place ? place : await this.#post(id, rendered);
    if (stands !== card.place) await this.#desk.recordCard(stands);
    this.#remember(id, look);
  }

  async #post(approvalId: string, { text, blocks }: RenderedCard): Promise<CardPlace> {
    const posted = await this.#call("chat.postMessage", () =>
      this.#web.chat.postMessage({
        channel: this.#channel,
        text,
        blocks,
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: EVENT_TYPE, event_payload: { approval_id: approvalId } },
      }),
    );
    return { approvalId, channel: posted.channel ?? this.#channel, ts: posted.ts ?? "" };
  }

  /** @returns false when the message is gone */
  async #update({ channel, ts }: CardPlace, { text, blocks }: RenderedCard): Promise<boolean> {
    try {
      await this.#call("chat.update", () => this.#web.chat.update({ channel, ts, text, blocks }));
      return true;
    } catch (error) {
      if (slackFailure("chat.update", error).slackError === "message_not_found") return false;
      throw error;
    }
  }

  /**
   * A card that stands in the channel though we never heard so: posting cannot be repeated safely, and the answer
   * to an earlier try may have been lost, or the process with it.
   */
  async #findPosted(approvalId: string): Promise<CardPlace | null> {
    const { messages = [] } = await this.#call("conversations.history", () =>
      this.#web.conversations.history({
        channel: this.#channel,
        limit: LOOK_BACK,
        include_all_metadata: true,
      }),
    );
    const found = messages.find(({ metadata }) => {
      const payload = metadata?.event_payload as { approval_id?: unknown } | undefined;
      return metadata?.event_type === EVENT_TYPE && payload?.approval_id === approvalId;
    });
    return found?.ts ? { approvalId, channel: this.#channel, ts: found.ts } : null;
  }

  async #call<T>(method: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw slackFailure(method, error);
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  #remember(id: string, look: string): void {
    this.#shown.delete(id);
    this.#shown.set(id, look);
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > MAX_REMEMBERED && oldest !== undefined) this.#shown.delete(oldest);
  }
}
