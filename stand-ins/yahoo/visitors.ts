import { type Answer, type Call, page, redirect, refusal, text } from "./wire.ts";

const YEAR_S = 31_536_000;
const CRUMB_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./";

/**
 * Cookies and crumbs: handed out at the door, known again at the data. A visitor is known by the cookie A3; a crumb is
 * good only beside the cookie it was made for. Where consent is asked, the cookie comes at the end of its chain.
 */
export class Visitors {
  /** Ask new visitors for consent first, as in the EU. */
  asksConsent = false;
  /** The crumb of each visitor, by A3; null before one is asked for. */
  readonly #crumbs = new Map<string, string | null>();
  /** Consent forms: whether the person agreed, by session. */
  readonly #sessions = new Map<string, { csrfToken: string; isAgreed: boolean }>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Cookies and crumbs given out so far are no longer good. */
  forget(): void {
    this.#crumbs.clear();
    this.#sessions.clear();
  }

  /** What the doors answer; null where the call is not for one of them. */
  answer(call: Call): Answer | null {
    if (call.host === "finance.yahoo.com" && call.path.startsWith("/quote/")) return this.#front(call);
    if (call.host === "guce.yahoo.com" && call.path === "/consent") return this.#askConsent(call);
    if (call.host === "guce.yahoo.com" && call.path === "/copyConsent") return this.#copyConsent(call);
    if (call.host === "consent.yahoo.com" && call.path === "/v2/collectConsent") return this.#collect(call);
    if (call.path === "/v1/test/getcrumb") return this.#crumb(call);
    return null;
  }

  /** The vendor's no where cookie and crumb do not belong together; null where they do. */
  refuse(call: Call): Answer | null {
    const crumb = this.#crumbs.get(call.cookies.get("A3") ?? "");
    if (crumb && call.query.get("crumb") === crumb) return null;
    return refusal("finance", 401, "Unauthorized", crumb === undefined ? "Invalid Cookie" : "Invalid Crumb");
  }

  #front(call: Call): Answer {
    if (this.#crumbs.has(call.cookies.get("A3") ?? "")) return page("<h1>Quote</h1>");
    if (!this.asksConsent) return page("<h1>Quote</h1>", { "set-cookie": this.#welcome() });
    const done = encodeURIComponent(`https://finance.yahoo.com${call.path}`);
    return redirect(
      307,
      `https://guce.yahoo.com/consent?brandType=nonEu&gcrumb=${this.#letters(7)}&done=${done}`,
      [`GUCS=${this.#letters(8)}; Max-Age=1800; Domain=.yahoo.com; Path=/; Secure`],
    );
  }

  #askConsent(call: Call): Answer {
    if (!call.cookies.has("GUCS")) return page("Cookies are needed.");
    const sessionId = `3_cc-session_${this.#letters(12)}`;
    this.#sessions.set(sessionId, { csrfToken: this.#letters(7), isAgreed: false });
    return redirect(302, `https://consent.yahoo.com/v2/collectConsent?sessionId=${sessionId}`);
  }

  #collect(call: Call): Answer {
    const sessionId = call.query.get("sessionId") ?? "";
    const session = this.#sessions.get(sessionId);
    if (!session) return page("This form has expired.");
    if (call.method !== "POST") return page(formOf(sessionId, session.csrfToken));
    const filled = new URLSearchParams(call.body);
    if (filled.get("csrfToken") !== session.csrfToken || filled.get("sessionId") !== sessionId)
      return page("This form has expired.");
    session.isAgreed = filled.has("agree");
    return redirect(302, `https://guce.yahoo.com/copyConsent?sessionId=${sessionId}&lang=en-GB`, [
      `CFC=${this.#letters(16)}; Max-Age=${YEAR_S}; Domain=consent.yahoo.com; Path=/; Secure`,
    ]);
  }

  #copyConsent(call: Call): Answer {
    const sessionId = call.query.get("sessionId") ?? "";
    if (!this.#sessions.get(sessionId)?.isAgreed) return page("This form has expired.");
    this.#sessions.delete(sessionId);
    return redirect(302, "https://finance.yahoo.com/quote/AAPL?guccounter=1", [
      `GUC=${this.#letters(20)}; Max-Age=${YEAR_S}; Domain=yahoo.com; Path=/; Secure`,
      ...this.#welcome(),
      `EuConsent=${this.#letters(20)}; Domain=yahoo.com; Path=/; Max-Age=86400`,
    ]);
  }

  #crumb(call: Call): Answer {
    const visitor = call.cookies.get("A3") ?? "";
    if (!this.#crumbs.has(visitor)) return refusal("finance", 401, "Unauthorized", "Invalid Cookie");
    const crumb = this.#crumbs.get(visitor) ?? this.#letters(11);
    this.#crumbs.set(visitor, crumb);
    return text(crumb);
  }

  /** The cookies of a visitor who is known from now on. */
  #welcome(): string[] {
    const visitor = `d=${this.#letters(24)}`;
    this.#crumbs.set(visitor, null);
    const tail = `Max-Age=${YEAR_S}; Domain=.yahoo.com; Path=/`;
    return [
      `A1=${visitor}; ${tail}; SameSite=Lax; Secure; HttpOnly`,
      `A3=${visitor}; ${tail}; SameSite=None; Secure; HttpOnly`,
      `A1S=${visitor}; Domain=.yahoo.com; Path=/; SameSite=Lax; Secure`,
    ];
  }

  #letters(count: number): string {
    let made = "";
    while (made.length < count) made += CRUMB_LETTERS[Math.floor(this.#random() * CRUMB_LETTERS.length)];
    return made;
  }
}

/** The form as the vendor writes it: a client looks for exactly these hidden inputs. */
const formOf = (sessionId: string, csrfToken: string): string => `<form method="post">
<input type="hidden" name="csrfToken" value="${csrfToken}">
<input type="hidden" name="sessionId" value="${sessionId}">
<input type="hidden" name="originalDoneUrl" value="https:&#x2F;&#x2F;finance.yahoo.com&#x2F;quote&#x2F;AAPL?guccounter&#x3D;1">
<input type="hidden" name="namespace" value="yahoo">
<button type="submit" name="agree" value="agree">Accept all</button>
<button type="submit" name="reject" value="reject">Reject all</button>
</form>`;
