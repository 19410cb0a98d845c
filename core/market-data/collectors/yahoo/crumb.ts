import { ExtendedCookieJar } from "yahoo-finance2/lib/cookieJar";
import { _getCrumb } from "yahoo-finance2/lib/getCrumb";
import { VendorError } from "../../collector.ts";
import { trouble } from "../vendor-call/index.ts";
import { COLLECTOR } from "./telling.ts";

type Logger = Parameters<typeof _getCrumb>[3];

/**
 * The cookies and the crumb of one collector. The client keeps its crumb in a variable of its module, one for the whole
 * process, and never fetches another; so the walk to it is the client's, consent forms and all, and the keeping ours.
 */
export class CrumbKeeper {
  readonly jar = new ExtendedCookieJar();
  readonly #fetchAnew: () => Promise<string | null>;
  #held: Promise<string> | null = null;

  constructor(send: typeof fetch, headers: Record<string, string>, logger: Logger) {
    this.#fetchAnew = async () => {
      await this.jar.removeAllCookies();
      return _getCrumb(this.jar, send, { headers }, logger, undefined, undefined, true);
    };
  }

  /** @throws VendorError when none is to be had; the next call tries again */
  get(): Promise<string> {
    this.#held ??= this.#fetch().catch((error: unknown) => {
      this.#held = null;
      throw error;
    });
    return this.#held;
  }

  /** Another crumb than the one that was refused; calls refused together fetch it once. */
  async renew(refused: string): Promise<string> {
    const held = await this.#held?.catch(() => null);
    if (held === refused) this.#held = null;
    return this.get();
  }

  async #fetch(): Promise<string> {
    const crumb = await this.#fetchAnew().catch((error: unknown) => {
      throw error instanceof VendorError ? error : noCrumb(String(error));
    });
    if (crumb && /^[\w./\-\\]{4,64}$/.test(crumb)) return crumb;
    // Seen with status 200 as well: the words of a 429 where the crumb should be.
    if (/too many requests/i.test(crumb ?? ""))
      throw trouble(COLLECTOR, "throttled", "Yahoo gives no more crumbs for now.");
    throw noCrumb("The answer was no crumb.");
  }
}

const noCrumb = (detail: string): VendorError =>
  new VendorError(COLLECTOR, "unauthorised", {
    what: `Yahoo gave no crumb. ${detail.slice(0, 300)}`,
    why: "Quotes, profiles and earnings dates are told only to visitors with cookie and crumb.",
    fix: "Try again later; if it goes on, Yahoo has changed how it lets visitors in, and a newer client is due.",
  });
