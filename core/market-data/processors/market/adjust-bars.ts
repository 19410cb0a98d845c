import { type AnnouncedAction, type Bar, type Day, type Instant, InvalidInputError } from "#core/model";
import { newYorkTime } from "../../market-calendar/new-york-time.ts";

export interface Adjustment {
  /** Prices as traded; in shares of today; or in shares of today with dividends kept invested. */
  mode: "raw" | "splits" | "all";
  /** What is known, and which shares are those of today. */
  asOf: Instant;
}

/** What one ex-day does to everything before it. */
interface Step {
  exOn: Day;
  /** New shares for one old one. */
  ratio: number;
  /** USD per share of the ex-day. */
  paid: number;
}

/**
 * Bars as somebody would have adjusted them at an instant: by the splits and dividends that were known and in force
 * then, and by nothing later. Bars known after it are left out. Volume follows splits; prices follow splits, and in mode
 * "all" each dividend D takes off the fraction D ÷ C, with C the last close before the ex-day, as Yahoo and CRSP do.
 * Spin-offs are not adjusted for: what the new shares were worth is not announced.
 *
 * @param bars raw, of one instrument, oldest first
 * @param actions of that instrument; one told by several vendors counts once
 * @source CRSP, "Data Definitions: Cumulative Factor to Adjust Price"; Yahoo Finance, "What is the adjusted close?"
 * @throws InvalidInputError for a dividend as large as the price it was paid on, which would make prices negative
 */
export function adjustBars(
  bars: readonly Bar[],
  actions: readonly AnnouncedAction[],
  { mode, asOf }: Adjustment,
): Bar[] {
  const known = bars.filter((bar) => bar.knownAt <= asOf);
  if (mode === "raw") return known;
  const steps = stepsInForce(actions, { mode, asOf }, known.find(({ collector }) => collector)?.collector);
  const adjusted: Bar[] = [];
  let [price, shares] = [1, 1];
  let next = steps.length - 1;
  // From the newest back: a bar feels every ex-day after it.
  for (const bar of known.toReversed()) {
    const day = newYorkTime(new Date(bar.occurredAt)).date;
    for (let step = steps[next]; step && step.exOn > day; step = steps[--next]) {
      price *= factorOf(step, bar);
      shares *= step.ratio;
    }
    adjusted.push(scaled(bar, price, shares));
  }
  return adjusted.reverse();
}

/** The bar is the last before the ex-day; its close is in old shares, the dividend in new ones. */
function factorOf({ exOn, ratio, paid }: Step, bar: Bar): number {
  const factor = (1 - (paid * ratio) / bar.close) / ratio;
  if (factor > 0) return factor;
  throw new InvalidInputError({
    what: `The dividend of ${paid} USD on ${exOn} is not below ${bar.symbol}'s close of ${bar.close} before it.`,
    why: "Taking it off would leave no price.",
    fix: "Check the dividend's amount and currency at its source.",
  });
}

const scaled = (bar: Bar, price: number, shares: number): Bar =>
  price === 1 && shares === 1
    ? bar
    : {
        ...bar,
        open: bar.open * price,
        high: bar.high * price,
        low: bar.low * price,
        close: bar.close * price,
        volume: bar.volume * shares,
        ...(bar.vwap === undefined ? {} : { vwap: bar.vwap * price }),
      };

/** Ex-days that had come by then, oldest first. */
function stepsInForce(
  actions: readonly AnnouncedAction[],
  { mode, asOf }: Adjustment,
  preferred: string | undefined,
): Step[] {
  const today = newYorkTime(new Date(asOf)).date;
  const steps = new Map<Day, Step>();
  const inForce = actions.filter(({ knownAt, exOn }) => knownAt <= asOf && exOn <= today);
  for (const action of toldOnce(inForce, preferred)) {
    const step = steps.get(action.exOn) ?? { exOn: action.exOn, ratio: 1, paid: 0 };
    if (action.kind === "split") step.ratio *= action.ratio ?? 1;
    if (action.kind === "dividend" && mode === "all") step.paid += action.amount ?? 0;
    steps.set(action.exOn, step);
  }
  return [...steps.values()].sort((a, b) => (a.exOn < b.exOn ? -1 : 1));
}

/**
 * Of an ex-day told by several vendors, what one of them told: that of the bars, otherwise the first by name. One
 * vendor may tell two dividends of a day, an ordinary and a special one; the same amount twice is one.
 */
function toldOnce(actions: readonly AnnouncedAction[], preferred: string | undefined): AnnouncedAction[] {
  const rank = (collector: string) => (collector === preferred ? "" : collector);
  const teller = new Map<string, string>();
  for (const { kind, exOn, collector } of actions) {
    const held = teller.get(`${kind} ${exOn}`);
    if (held === undefined || rank(collector) < rank(held)) teller.set(`${kind} ${exOn}`, collector);
  }
  const once = new Map<string, AnnouncedAction>();
  for (const action of actions) {
    const { kind, exOn, collector, ratio, amount } = action;
    if (teller.get(`${kind} ${exOn}`) === collector) once.set(`${kind} ${exOn} ${ratio} ${amount}`, action);
  }
  return [...once.values()];
}
