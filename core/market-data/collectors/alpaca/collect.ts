import type { Finding } from "#core/model";
import type { Page, Wish } from "../../collector.ts";
import { trouble } from "../vendor-call/index.ts";
import type { Asking, Part } from "./part.ts";
import { partsOf } from "./parts.ts";
import { type Place, placeText, readPlace, START } from "./place.ts";
import { fromAlpaca, toAlpaca } from "./symbols.ts";
import { COLLECTOR, finding, type Telling, VENDOR } from "./telling.ts";

export interface Run extends Asking {
  /** The `next` of the last page held; null at the start. */
  resume: string | null;
  telling(): Telling;
}

/** Page after page of what is wished for. @throws VendorError after the pages that arrived */
export async function* collectPages(wish: Wish, run: Run): AsyncGenerator<Page> {
  const parts = partsOf(wish, run);
  const unnamed = namelessIn(wish, run);
  let place: Place | null = placeIn(run.resume);
  if (parts.length === 0)
    yield { facts: { receivedAt: run.telling().receivedAt, findings: unnamed }, next: null };
  while (place && parts[place.part]) {
    const part: Part = parts[place.part] as Part;
    if (run.signal.aborted) throw givenUp();
    const body = await part.ask(place.token).catch((error: unknown) => {
      throw run.signal.aborted ? givenUp() : error;
    });
    const telling = run.telling();
    const { facts, findings, names, token } = part.read(body, telling);
    const seen: string[] = part.isEachDue ? [...new Set([...place.seen, ...names])] : [];
    const isFirst: boolean = place.part === 0 && place.token === null;
    const absent = token === null && part.isEachDue ? part.names.filter((name) => !seen.includes(name)) : [];
    const all = [
      ...(isFirst ? unnamed : []),
      ...findings,
      ...absent.map((name) => leftOut(wish, name, telling)),
    ];
    const next: Place | null = nextPlace(place, token, seen, parts.length);
    place = next;
    yield {
      facts: { receivedAt: telling.receivedAt, ...facts, ...(all.length > 0 ? { findings: all } : {}) },
      next: next && placeText(next),
    };
  }
}

const givenUp = () => trouble(VENDOR, "canceled", "Collecting from Alpaca was given up.");

function nextPlace({ part }: Place, token: string | null, seen: string[], count: number): Place | null {
  if (token !== null) return { part, token, seen };
  return part + 1 < count ? { part: part + 1, token: null, seen: [] } : null;
}

function placeIn(resume: string | null): Place {
  if (resume === null) return START;
  const place = readPlace(resume);
  if (!place)
    throw trouble(
      COLLECTOR,
      "bad-request",
      `"${resume.slice(0, 100)}" is no place at which a run could go on.`,
    );
  return place;
}

const topicOf = (wish: Wish) => ({
  topic: wish.topic,
  interval: wish.topic === "bars" ? wish.interval : null,
});

function leftOut(wish: Wish, name: string, { receivedAt }: Telling): Finding {
  const subject = fromAlpaca(name) ?? name;
  const isStockBook = wish.topic === "books" && toAlpaca(subject)?.kind === "stock";
  const detail = isStockBook
    ? `Alpaca has books of coins only, and ${subject} is none.`
    : `Alpaca tells no ${wish.topic} of ${subject}${"from" in wish && wish.from ? " in that time" : ""}.`;
  return finding({ check: "left-out", severity: "warning", subject, detail, ...topicOf(wish) }, receivedAt);
}

/** Symbols that cannot be asked for at all. */
function namelessIn(wish: Wish, run: Run): Finding[] {
  const symbols = "symbols" in wish ? wish.symbols : [];
  return symbols
    .filter((symbol) => !toAlpaca(symbol))
    .map((symbol) =>
      finding(
        {
          check: "left-out",
          severity: "warning",
          subject: symbol,
          detail: `${JSON.stringify(symbol.slice(0, 40))} is no ticker such as AAPL, BRK.B or BTCUSD.`,
          ...topicOf(wish),
        },
        run.telling().receivedAt,
      ),
    );
}
