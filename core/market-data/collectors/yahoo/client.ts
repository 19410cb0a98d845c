import YahooFinance from "yahoo-finance2";
import { z } from "zod";
import { VendorError } from "../../collector.ts";
import { usableAnswers } from "./answers.ts";
import { CrumbKeeper } from "./crumb.ts";
import { COLLECTOR } from "./telling.ts";

type Yahoo = InstanceType<typeof YahooFinance>;
type Module = "price" | "assetProfile" | "calendarEvents" | "earnings";
interface Unchecked {
  validateResult: false;
  fetchOptions: { signal: AbortSignal };
}

const USER_AGENT = "Mozilla/5.0 (compatible; yahoo-finance2/3.15.4)";

export interface ClientOptions {
  fetch: typeof fetch;
  /** Told what the client has to say, such as that it was made for a newer Node. */
  log: (line: string) => void;
}

/** What is asked of a chart. Yahoo counts in seconds. */
export interface ChartQuery {
  fromMs: number;
  toMs: number;
  interval: "1m" | "5m" | "15m" | "30m" | "1h" | "1d" | "1wk" | "1mo";
}

/** Carries what Yahoo wrote past the client's own reading of it. */
class Written extends Error {
  constructor(readonly answer: unknown) {
    super("Yahoo has answered.");
  }
}

/**
 * Yahoo Finance through its npm client: its addresses, its queue, its way to a cookie and a crumb. What Yahoo wrote is
 * taken before the client reads it, for it would read "12abc" as 12, refuse a whole answer for one field, and print
 * what it does not understand. All errors are VendorErrors.
 */
export class YahooClient {
  readonly #yahoo: Yahoo;

  constructor({ fetch, log }: ClientOptions) {
    const send = usableAnswers(fetch);
    const logger = loggerOf(log);
    const keeper = new CrumbKeeper(send, { "User-Agent": USER_AGENT }, logger);
    this.#yahoo = new YahooFinance({
      fetch: send,
      cookieJar: keeper.jar,
      logger,
      versionCheck: false,
      suppressNotices: ["yahooSurvey", "ripHistorical"],
      validation: { logErrors: false, logOptionsErrors: false },
    });
    intercept(this.#yahoo, keeper);
  }

  async chart(symbol: string, query: ChartQuery, signal: AbortSignal): Promise<unknown> {
    const written = await this.#ask(signal, (options) =>
      this.#yahoo.chart(
        encodeURIComponent(symbol),
        {
          period1: new Date(query.fromMs),
          period2: new Date(query.toMs),
          interval: query.interval,
          includePrePost: false,
          return: "object",
        },
        options,
      ),
    );
    return resultsIn("chart", written)[0];
  }

  async quotes(symbols: readonly string[], signal: AbortSignal): Promise<unknown[]> {
    const written = await this.#ask(signal, (options) => this.#yahoo.quote([...symbols], {}, options));
    return resultsIn("quoteResponse", written);
  }

  async summary(symbol: string, modules: Module[], signal: AbortSignal): Promise<unknown> {
    const written = await this.#ask(signal, (options) =>
      this.#yahoo.quoteSummary(encodeURIComponent(symbol), { modules }, options),
    );
    return resultsIn("quoteSummary", written)[0];
  }

  search(text: string, quotesCount: number, newsCount: number, signal: AbortSignal): Promise<unknown> {
    return this.#ask(signal, (options) => this.#yahoo.search(text, { quotesCount, newsCount }, options));
  }

  #ask(signal: AbortSignal, call: (options: Unchecked) => Promise<unknown>): Promise<unknown> {
    return usable(signal, () =>
      call({ validateResult: false, fetchOptions: { signal } }).catch((outcome: unknown) => {
        if (outcome instanceof Written) return outcome.answer;
        throw outcome;
      }),
    );
  }
}

/** Hands our crumb to calls that need one, a new one where it is refused, and what was written to us. */
function intercept(yahoo: Yahoo, keeper: CrumbKeeper): void {
  const send = yahoo._fetch;
  yahoo._fetch = async function (url, params, options, kind, needsCrumb) {
    const ask = (crumb?: string) =>
      send.call(this, url, crumb ? { ...params, crumb } : params, options, kind, false);
    throw new Written(await (needsCrumb ? withCrumb(keeper, ask) : ask()));
  };
}

async function withCrumb<Answer>(
  keeper: CrumbKeeper,
  ask: (crumb: string) => Promise<Answer>,
): Promise<Answer> {
  const crumb = await keeper.get();
  try {
    return await ask(crumb);
  } catch (error) {
    if (!(error instanceof VendorError && error.fault === "unauthorised")) throw error;
    return ask(await keeper.renew(crumb));
  }
}

/** The rows in an endpoint's envelope. */
function resultsIn(envelope: string, written: unknown): unknown[] {
  const read = z.object({ [envelope]: z.object({ result: z.array(z.unknown()) }) }).safeParse(written);
  const results = read.data?.[envelope]?.result;
  if (!results) throw unusable(new Error(`It has no ${envelope} with results.`));
  return results;
}

/** Ends with the signal even while a crumb is fetched for several calls at once; names every other failure. */
async function usable<Answer>(signal: AbortSignal, call: () => Promise<Answer>): Promise<Answer> {
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(canceled());
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return await (signal.aborted ? aborted : Promise.race([call(), aborted]));
  } catch (error) {
    if (signal.aborted) throw canceled();
    throw error instanceof VendorError ? error : unusable(error);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

const canceled = (): VendorError =>
  new VendorError(COLLECTOR, "canceled", {
    what: "The call to Yahoo was given up.",
    why: "It was asked to end.",
    fix: "Ask again when the answer is wanted.",
  });

/** The client could not make sense of an answer that was JSON. */
const unusable = (error: unknown): VendorError =>
  new VendorError(
    COLLECTOR,
    "malformed",
    {
      what: `Yahoo's answer cannot be read. ${error instanceof Error ? error.message.slice(0, 300) : ""}`.trim(),
      why: "Its shape is not the one Yahoo is known for.",
      fix: "Try again later; if it goes on, Yahoo has changed its answers and a newer client is due.",
    },
    { cause: error },
  );

/** Debug lines hold the crumb and go nowhere. */
function loggerOf(log: (line: string) => void) {
  const tell = (...words: unknown[]): void => log(words.map(String).join(" ").slice(0, 500));
  const drop = (): void => {};
  return { info: tell, warn: tell, error: tell, debug: drop, dir: drop };
}
