import type { Article, Instant } from "#core/model";
import { INSTRUMENTS } from "../instruments.ts";
import { randomOf } from "../seeded-random.ts";

/** Chance that a name has an article on a day. */
const NEWS_RATE = 0.3;
/** Largest move of the log price an article brings over the two days after it. */
const LARGEST_EFFECT = 0.03;
const DAY_MINUTES = 1_440;

type Tone = "good" | "bad" | "neutral";

/** One simulated article and what it does to the price. */
export interface SimulatedNews {
  article: Article;
  /** Log return it adds over the two days after. */
  effect: number;
}

const HEADLINES: Record<Tone, readonly string[]> = {
  good: [
    "{name} beats profit expectations and raises its outlook",
    "{name} surges as demand comes in stronger than expected",
    "Analysts upgrade {name} after record quarter",
    "{name} wins landmark contract, shares jump",
    "{name} announces larger dividend and share buyback",
  ],
  bad: [
    "{name} misses estimates and cuts its forecast",
    "{name} plunges after warning of weak demand",
    "Regulator sues {name} over alleged misconduct",
    "Analysts downgrade {name} on slowing growth",
    "{name} recalls product, faces steep losses",
  ],
  neutral: [
    "{name} to present at an industry conference",
    "{name} names new head of investor relations",
    "What to watch when {name} reports next month",
    "{name} holds its annual meeting",
  ],
};

const BODIES: Record<Tone, readonly string[]> = {
  good: [
    "Revenue grew faster than analysts had forecast and margins improved.",
    "Management said orders were strong across all regions and raised guidance for the year.",
    "The company called the result its best quarter on record.",
  ],
  bad: [
    "Revenue fell short of forecasts and margins shrank.",
    "Management lowered guidance for the year and warned of further weakness.",
    "Several analysts called the result disappointing and cut their price targets.",
  ],
  neutral: [
    "No financial figures were given.",
    "The company did not comment on its outlook.",
    "The date had been announced earlier.",
  ],
};

const PUBLISHERS = ["Simulated Wire", "Paper Street Journal", "The Daily Sample"] as const;

const pick = <T>(options: readonly T[], random: () => number): T => {
  const chosen = options[Math.floor(random() * options.length)];
  if (chosen === undefined) throw new RangeError("nothing to pick from");
  return chosen;
};

/** The article a name has on the day that closes then, or none. A function of its arguments alone. */
export function newsOf(seed: number, symbol: string, closesAt: number): SimulatedNews | null {
  const random = randomOf(`${seed}|news|${symbol}|${closesAt}`);
  if (symbol === "SPY" || random() > NEWS_RATE) return null;
  const draw = random();
  const tone: Tone = draw < 0.4 ? "good" : draw < 0.8 ? "bad" : "neutral";
  const size = tone === "neutral" ? 0 : LARGEST_EFFECT * (0.3 + 0.7 * random());
  const occurredAt: Instant = new Date(closesAt - Math.floor(random() * DAY_MINUTES) * 60_000).toISOString();
  const name = INSTRUMENTS.find((instrument) => instrument.symbol === symbol)?.name ?? symbol;
  return {
    effect: tone === "bad" ? -size : size,
    article: {
      id: `sim:${symbol}:${new Date(closesAt).toISOString().slice(0, 10)}`,
      headline: pick(HEADLINES[tone], random).replaceAll("{name}", name),
      body: `${pick(BODIES[tone], random)} ${pick(BODIES[tone], random)}`,
      publisher: pick(PUBLISHERS, random),
      url: null,
      occurredAt,
      knownAt: occurredAt,
      source: "simulated",
    },
  };
}
