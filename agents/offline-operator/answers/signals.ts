import { SignalList } from "../planning/tool-results.ts";
import { ratio, table, unmark } from "./format.ts";
import { named } from "./market.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

/** A rationale longer than this is cut in the table. */
const MOST_CHARS = 160;

const shortened = (text: string) => (text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text);

function signalWords({ signals }: ReturnType<typeof SignalList.parse>, symbol: string | undefined): string {
  const about = symbol ? ` on ${named(symbol)}` : "";
  const wanted = symbol ? signals.filter((signal) => signal.symbol === symbol) : signals;
  if (wanted.length === 0)
    return paragraphs(
      `There is no signal${about}.`,
      hint("`read the news` makes signals from the stored articles."),
    );
  const rows = wanted.map((signal) => [
    signal.symbol,
    signal.direction,
    ratio(signal.strength),
    ratio(signal.confidence),
    shortened(unmark(signal.rationale)),
    signal.source,
  ]);
  return paragraphs(
    `What the signals say${about}, newest first. A signal is a dated view, not an order:`,
    table(["Symbol", "View", "Strength", "Confidence", "Why", "Data"], rows),
  );
}

const signals: Wording = ({ slots }, progress) =>
  toldBy(progress, "list_signals", SignalList, (found) => signalWords(found, slots.symbols?.[0]));

/** One article's signals come with its reading; otherwise the newest list is told. */
const readNews: Wording = ({ slots }, progress) => {
  const key = progress.call("list_signals") ? "list_signals" : "generate_signals";
  return toldBy(progress, key, SignalList, (found) => signalWords(found, slots.symbols?.[0]));
};

export const SIGNAL_WORDINGS = { signals, "read-news": readNews };
