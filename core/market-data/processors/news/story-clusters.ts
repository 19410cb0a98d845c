import type { Instant } from "#core/model";
import { plainText } from "./article-key.ts";

/** What clustering reads of an article. */
export interface StoryText {
  id: string;
  headline: string;
  body: string;
  knownAt: Instant;
}

/** An article and the one that told its story first; its own id when it is the first. */
export interface StoryMember {
  id: string;
  clusterId: string;
}

/** Words that stand together in a shingle; more than two would lose what a wire's editor changed. */
const SHINGLE_WORDS = 2;
/** Texts are read so far; wires differ in what they append. */
const MOST_WORDS = 400;
/** So much of two texts' shingles must be common. Chosen on labelled texts: see docs/data-quality.md. */
const ALIKE = 0.35;
/** A story is told again within days; what comes later is a new one. */
const WINDOW_MS = 3 * 86_400_000;
/** Signature of a text: bands of rows; texts that share a band are compared in full. */
const BANDS = 32;
const ROWS = 2;
const FNV = 0x01000193;

interface Held extends StoryMember {
  knownMs: number;
  shingles: ReadonlySet<number>;
}

/**
 * Articles that tell the same story, gathered one after another. An article joins by what was known before it: later
 * ones never move it, so that a cluster as of a past instant is the one that was seen then.
 *
 * @source Broder, "On the Resemblance and Containment of Documents", 1997; bands after Leskovec et al., "Mining of
 *   Massive Datasets", chapter 3
 */
export class StoryClusters {
  readonly #bands = new Map<string, Held[]>();

  /** @param article known no earlier than those before it */
  add(article: StoryText): StoryMember {
    const knownMs = Date.parse(article.knownAt);
    const shingles = shinglesOf(`${article.headline} ${article.body}`);
    const bands = bandsOf(shingles);
    const nearest = this.#nearest(bands, shingles, knownMs);
    const held = { id: article.id, clusterId: nearest?.clusterId ?? article.id, knownMs, shingles };
    for (const band of bands) {
      const others = this.#bands.get(band)?.filter((one) => one.knownMs >= knownMs - WINDOW_MS) ?? [];
      this.#bands.set(band, [...others, held]);
    }
    return { id: held.id, clusterId: held.clusterId };
  }

  /** The most alike of those in reach; of two as much alike the one known first. */
  #nearest(bands: readonly string[], shingles: ReadonlySet<number>, knownMs: number): Held | null {
    let [nearest, most]: [Held | null, number] = [null, ALIKE];
    const compared = new Set<Held>();
    for (const held of bands.flatMap((band) => this.#bands.get(band) ?? [])) {
      if (compared.has(held) || held.knownMs < knownMs - WINDOW_MS) continue;
      compared.add(held);
      const common = resemblance(shingles, held.shingles);
      const isNearer =
        common > most || (common === most && (nearest === null || held.knownMs < nearest.knownMs));
      if (isNearer) [nearest, most] = [held, common];
    }
    return nearest;
  }
}

/** Which articles tell the same story. Sorted by when they were known, then by id, so that any order gives one answer. */
export function clusterArticles(articles: readonly StoryText[]): StoryMember[] {
  const clusters = new StoryClusters();
  return articles
    .toSorted((a, b) => (`${a.knownAt} ${a.id}` < `${b.knownAt} ${b.id}` ? -1 : 1))
    .map((article) => clusters.add(article));
}

/** Hashes of every few words in a row. */
function shinglesOf(text: string): ReadonlySet<number> {
  const words = plainText(text).split(" ").slice(0, MOST_WORDS);
  const shingles = new Set<number>();
  for (let at = 0; at + SHINGLE_WORDS <= Math.max(words.length, SHINGLE_WORDS); at++)
    shingles.add(hashOf(words.slice(at, at + SHINGLE_WORDS).join(" "), 0x811c9dc5));
  return shingles;
}

/** @source FNV-1a, with murmur3's finish */
function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV);
  return mixed(hash);
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

/** The least hash under each of many orders; two texts share one as often as they share shingles. */
function bandsOf(shingles: ReadonlySet<number>): string[] {
  const least = Array.from({ length: BANDS * ROWS }, (_, order) => {
    let smallest = 0xffffffff;
    for (const shingle of shingles)
      smallest = Math.min(smallest, mixed(shingle ^ Math.imul(order + 1, 0x9e3779b1)));
    return smallest;
  });
  return Array.from(
    { length: BANDS },
    (_, band) => `${band}:${least.slice(band * ROWS, (band + 1) * ROWS).join("-")}`,
  );
}

/** Common shingles as a part of all. @source Jaccard, 1901 */
function resemblance(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let common = 0;
  for (const shingle of one) if (other.has(shingle)) common++;
  return common / (one.size + other.size - common);
}
