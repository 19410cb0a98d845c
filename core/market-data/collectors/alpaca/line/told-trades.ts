import { LRUCache } from "lru-cache";
import type { Trade } from "#core/model";
import { readTrades, type Subject, tradeId } from "../read-prices.ts";
import { COLLECTOR, instant, knownAt, type Telling, type Told } from "../telling.ts";

export interface HeardTrade {
  symbol: string;
  id: number;
  idRaw?: string | undefined;
  exchange: string;
  price: number;
  size: number;
  timestamp: Date;
  timestampRaw?: string | undefined;
  conditions: string[];
}

export interface HeardCorrection {
  symbol: string;
  exchange?: string | undefined;
  originalId: number;
  originalIdRaw?: string | undefined;
  originalPrice: number;
  originalSize: number;
  originalConditions: string[];
  correctedId: number;
  correctedIdRaw?: string | undefined;
  correctedPrice: number;
  correctedSize: number;
  correctedConditions: string[];
  timestamp: Date;
}

export interface HeardCancel {
  symbol: string;
  id: number;
  idRaw?: string | undefined;
  exchange: string;
  price: number;
  size: number;
  timestamp: Date;
}

const REMEMBERED = 50_000;

/** Trades as the stream tells them. When one is corrected or taken back, it is still dated by when it took place. */
export class ToldTrades {
  readonly #occurred = new LRUCache<string, number>({ max: REMEMBERED });

  trade(heard: HeardTrade, of: Subject, telling: Telling): Told<Trade> {
    const id = heard.idRaw ?? String(heard.id);
    const row = {
      t: heard.timestampRaw ?? "",
      p: heard.price,
      s: heard.size,
      x: heard.exchange,
      c: heard.conditions,
      i: id,
    };
    this.#occurred.set(`${of.symbol} ${heard.exchange} ${id}`, heard.timestamp.getTime());
    return readTrades([row], of, telling);
  }

  /** The wrong one is taken back, and the right one stands, as REST has them too. */
  correction(heard: HeardCorrection, symbol: string, telling: Telling): Trade[] {
    const toldMs = heard.timestamp.getTime();
    const venue = heard.exchange ?? null;
    const [wrong, right] = [
      heard.originalIdRaw ?? String(heard.originalId),
      heard.correctedIdRaw ?? String(heard.correctedId),
    ];
    const occurredMs = this.#occurred.get(`${symbol} ${venue ?? ""} ${wrong}`) ?? toldMs;
    const common = { symbol, venue, occurredMs, toldMs };
    const corrected = tradeOf(
      { ...common, id: right, price: heard.correctedPrice, size: heard.correctedSize, state: "corrected" },
      heard.correctedConditions,
      telling,
    );
    if (wrong === right) return [corrected];
    const original = tradeOf(
      { ...common, id: wrong, price: heard.originalPrice, size: heard.originalSize, state: "canceled" },
      heard.originalConditions,
      telling,
    );
    return [original, corrected];
  }

  cancel(heard: HeardCancel, symbol: string, telling: Telling): Trade {
    const toldMs = heard.timestamp.getTime();
    const id = heard.idRaw ?? String(heard.id);
    const { exchange: venue, price, size } = heard;
    const occurredMs = this.#occurred.get(`${symbol} ${venue} ${id}`) ?? toldMs;
    return tradeOf({ symbol, venue, occurredMs, toldMs, id, price, size, state: "canceled" }, [], telling);
  }
}

interface Parts extends Pick<Trade, "symbol" | "venue" | "price" | "size" | "state"> {
  id: string;
  occurredMs: number;
  /** When the venue said what befell it. */
  toldMs: number;
}

const tradeOf = (
  { id, occurredMs, toldMs, ...parts }: Parts,
  conditions: string[],
  telling: Telling,
): Trade => ({
  ...parts,
  id: tradeId(occurredMs, parts.venue, id),
  conditions,
  occurredAt: instant(occurredMs),
  knownAt: knownAt(Math.max(occurredMs, toldMs), telling),
  source: telling.source,
  collector: COLLECTOR,
});
