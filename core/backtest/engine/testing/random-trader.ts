import { randomOf } from "#core/market-data";
import type { Desk } from "../desk.ts";
import type { OrderDraft, OrderKind } from "../order-draft.ts";
import type { Trader } from "../simulate.ts";

const KINDS: readonly OrderKind[] = [
  "market",
  "close-auction",
  "limit",
  "stop",
  "stop-limit",
  "trailing-stop",
];

/** Places and cancels orders of every kind without any sense. */
export class RandomTrader implements Trader {
  readonly #random: () => number;
  readonly #placed: number[] = [];

  constructor(key: string) {
    this.#random = randomOf(`trader-${key}`);
  }

  onClose(_bar: number, desk: Desk): void {
    const random = this.#random;
    while (random() < 0.4) this.#placed.push(desk.place(this.#draft(desk)));
    if (random() < 0.1) desk.cancel(this.#placed[Math.floor(random() * this.#placed.length)] ?? -1);
  }

  #draft(desk: Desk): OrderDraft {
    const random = this.#random;
    const instrument = Math.floor(random() * desk.account.units.length);
    const mark = desk.account.marks[instrument] || 50;
    const kind = KINDS[Math.floor(random() * KINDS.length)] ?? "market";
    const near = () => mark * (0.95 + 0.1 * random());
    const draft: OrderDraft = { instrument, kind, side: random() < 0.5 ? 1 : -1 };
    if (random() < 0.5) draft.weight = 0.1 + random();
    else draft.units = 1 + Math.floor(200 * random());
    if (kind === "limit" || kind === "stop-limit") draft.limitPrice = near();
    if (kind === "stop" || kind === "stop-limit") draft.stopPrice = near();
    if (kind === "trailing-stop") draft.trailFraction = 0.01 + 0.1 * random();
    if (random() < 0.3) draft.goodForBars = 1 + Math.floor(5 * random());
    if (random() < 0.2) draft.reduceOnly = true;
    if (random() < 0.2) draft.group = 1 + Math.floor(3 * random());
    if (random() < 0.1 && this.#placed.length > 0) draft.after = this.#placed.at(-1) ?? -1;
    if (!draft.reduceOnly && random() < 0.4)
      draft.legs = {
        stopFraction: random() < 0.7 ? 0.001 + 0.1 * random() : undefined,
        trailingFraction: random() < 0.3 ? 0.001 + 0.1 * random() : undefined,
        targetFraction: random() < 0.7 ? 0.001 + 0.1 * random() : undefined,
      };
    return draft;
  }
}
