import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instant } from "#core/model";
import {
  type Database,
  loadActions,
  loadArticles,
  loadBars,
  loadEarnings,
  loadObservations,
  loadQuotes,
  type OpenDatabase,
  type StorableBatch,
  storeFacts,
} from "./index.ts";
import { DATABASES } from "./testing/databases.ts";
import { at, bar } from "./testing/market-scene.ts";

/** One word about one fact: which day it is about, what it says, and how many days later it reached us. */
interface Word {
  day: number;
  value: number;
  lateDays: number;
}

/** A kind of facts: how a word about a subject is stored, and how the subject is read. */
interface Kind {
  name: string;
  /** Where even the first word counts from its receipt, because nobody can say when it was public. */
  isKnownFromReceipt?: boolean;
  facts(subject: string, word: Word): Omit<StorableBatch, "receivedAt">;
  read(db: Database, subject: string, asOf: Instant): Promise<unknown[]>;
}

/** What all facts of these tests have in common; each could be known at once. */
const told = (word: Word) => ({
  knownAt: at(word.day, 21),
  source: "delayed" as const,
  collector: "yahoo",
});
const on = (day: number) => at(day).slice(0, 10);

const KINDS: readonly Kind[] = [
  {
    name: "bars",
    facts: (symbol, { day, value }) => ({ bars: [bar(day, value, { symbol })] }),
    read: (db, symbol, asOf) =>
      loadBars(db, { symbol, interval: "1d", from: at(1), to: at(31), asOf, limit: 99 }),
  },
  {
    name: "quotes",
    facts: (symbol, word) => ({
      quotes: [
        {
          ...told(word),
          symbol,
          bid: word.value,
          ask: 9,
          bidSize: 1,
          askSize: 1,
          occurredAt: at(word.day, 21),
        },
      ],
    }),
    read: (db, symbol, asOf) => loadQuotes(db, { symbol, asOf, limit: 99 }),
  },
  {
    name: "observations",
    facts: (seriesId, word) => ({
      observations: [
        { ...told(word), seriesId, periodOn: "2025-10-01", vintageOn: on(word.day), value: word.value },
      ],
    }),
    read: (db, seriesId, asOf) => loadObservations(db, { seriesId, asOf }),
  },
  {
    name: "actions",
    facts: (symbol, word) => ({
      actions: [
        {
          ...told(word),
          symbol,
          kind: "dividend",
          exOn: on(word.day + 7),
          ratio: null,
          amount: word.value,
          newSymbol: null,
          payOn: null,
        },
      ],
    }),
    read: (db, symbol, asOf) => loadActions(db, { symbol, asOf }),
  },
  {
    name: "earnings dates",
    facts: (symbol, word) => ({
      earnings: [
        {
          ...told(word),
          symbol,
          occurredAt: at(word.day + 7),
          isEstimate: true,
          epsExpected: word.value,
        },
      ],
    }),
    read: (db, symbol, asOf) => loadEarnings(db, { symbols: [symbol], asOf, limit: 99 }),
  },
  {
    name: "articles",
    isKnownFromReceipt: true,
    facts: (symbol, word) => ({
      articles: [
        {
          id: `${symbol}-${word.day}-${word.value}`,
          contentHash: `${symbol}-${word.day}-${word.value}`,
          vendorId: `${symbol}-${word.day}`,
          clusterKey: null,
          language: "en",
          flags: [],
          headline: `Version ${word.value}`,
          body: "",
          publisher: "Wire",
          author: null,
          url: null,
          symbols: [symbol],
          publishedAt: at(word.day, 21),
          updatedAt: null,
          source: "delayed",
          collector: "newsapi",
        },
      ],
    }),
    read: (db, symbol, asOf) => loadArticles(db, { symbols: [symbol], asOf, limit: 99 }),
  },
];

const words = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 3 }),
    value: fc.integer({ min: 1, max: 3 }),
    lateDays: fc.nat(5),
  }),
  { minLength: 1, maxLength: 8 },
);
const receivedAt = ({ day, lateDays }: Word): Instant => at(day + lateDays, 22);
/** In the order they reached us. */
const asReceived = (some: readonly Word[]) =>
  some.toSorted((a, b) => receivedAt(a).localeCompare(receivedAt(b)));

/** The words known by an instant: the first about a day from when it could be known, others from their receipt. */
function knownBy({ isKnownFromReceipt }: Kind, some: readonly Word[], asOf: Instant): Word[] {
  const heard = new Set<number>();
  return some.filter((word) => {
    const isFirst = !heard.has(word.day);
    heard.add(word.day);
    return (isFirst && !isKnownFromReceipt ? told(word).knownAt : receivedAt(word)) <= asOf;
  });
}

describe.each(DATABASES)("reading as of an instant, $name", ({ name, open }) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const tell = async ({ facts }: Kind, subject: string, some: readonly Word[]) => {
    for (const word of some)
      await storeFacts(database.db, { receivedAt: receivedAt(word), ...facts(subject, word) });
  };
  /** The same answer whatever its subject is called. */
  const answer = async ({ read }: Kind, subject: string, asOf: Instant) =>
    JSON.parse(JSON.stringify(await read(database.db, subject, asOf)).replaceAll(subject, "it"));

  it.each(KINDS)("$name: equals a store that only ever heard what was known by then", async (kind) => {
    let serial = 0;
    await fc.assert(
      fc.asyncProperty(words, fc.integer({ min: 1, max: 9 }), async (some, asOfDay) => {
        const asOf = at(asOfDay, 23);
        const [all, only] = [`ALL${serial}`, `ONLY${serial++}`];
        const inOrder = asReceived(some);
        await tell(kind, all, inOrder);
        await tell(kind, only, knownBy(kind, inOrder, asOf));
        expect(await answer(kind, all, asOf)).toEqual(await answer(kind, only, asOf));
        expect(await answer(kind, only, asOf)).toEqual(await answer(kind, only, at(31)));
      }),
      { seed: 20261124, numRuns: name === "server" ? 30 : 10 },
    );
  });
});
