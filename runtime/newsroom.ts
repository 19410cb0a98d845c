import type { Market } from "#core/market-data";
import type { Article, Instant } from "#core/model";

const DAY_MS = 86_400_000;
/** Where the newsroom's own calendar begins: a Monday. The seed decides what it writes. */
const FIRST_DAY_MS = Date.UTC(2024, 0, 1);
/** How far back in our time a desk that has just opened begins to listen, in days of the newsroom. */
const FIRST_DAYS = 3;
/** After a pause of the desk no more than so many days of the newsroom are told at once. */
const MOST_DAYS = 3;

/**
 * The simulated newsroom on a clock of its own: one of its days passes in `dayMs` of ours, so that a desk which
 * is being tried out has something to decide at any hour. Its articles carry our time, for on our clock they come
 * out now; what a simulated article does to a price keeps to the market's own calendar.
 *
 * @param openedAt when the desk was opened, ms since epoch: the newsroom's calendar begins there
 */
export class Newsroom {
  readonly #market: Market;
  readonly #dayMs: number;
  readonly #openedAt: number;

  constructor(market: Market, dayMs: number, openedAt: number) {
    this.#market = market;
    this.#dayMs = dayMs;
    this.#openedAt = openedAt;
  }

  /**
   * Articles that came out after `heardAt` and not after `now`, oldest first; the same for the same seed, counted
   * from the opening.
   *
   * @param heardAt instant of the newest article held, or null when there is none
   */
  async articles(heardAt: Instant | null, now: Instant): Promise<Article[]> {
    const until = Date.parse(now);
    const since = heardAt === null ? this.#openedAt - FIRST_DAYS * this.#dayMs : Date.parse(heardAt);
    const from = Math.max(since, until - MOST_DAYS * this.#dayMs);
    if (from >= until) return [];
    const found = await this.#market.articles(this.#itsTime(from), this.#itsTime(until));
    const dated = found.map((article) => {
      const at = this.#ourTime(article.occurredAt);
      return { ...article, occurredAt: at, knownAt: at };
    });
    // A millisecond of ours is minutes of its own: what came out within the one of the newest is held already.
    return dated.filter((article) => heardAt === null || article.occurredAt > heardAt);
  }

  #itsTime(ourMs: number): Instant {
    const days = (ourMs - this.#openedAt) / this.#dayMs + FIRST_DAYS;
    return new Date(Math.round(FIRST_DAY_MS + days * DAY_MS)).toISOString();
  }

  #ourTime(its: Instant): Instant {
    const days = (Date.parse(its) - FIRST_DAY_MS) / DAY_MS - FIRST_DAYS;
    return new Date(Math.floor(this.#openedAt + days * this.#dayMs)).toISOString();
  }
}
