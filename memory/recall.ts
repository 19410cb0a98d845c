import { and, desc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { Memory, type RecalledMemory } from "#core/model";
import { type Database, memories, type Transaction } from "#db";

export interface RecallQuery {
  text: string;
  embedding: readonly number[];
  embeddingModel: string;
  /** Whose memories may be seen: the person's own and the desk's. */
  owners: readonly string[];
  /** Only what was known by then. */
  asOf: Date;
  limit: number;
}

/** Rank constant of reciprocal rank fusion. @source Cormack, Clarke & Büttcher, SIGIR 2009 */
const RANK_CONSTANT = 60;
/** How many candidates each half of the search brings. */
const CANDIDATES = 50;
/** Age at which a memory weighs half, days. */
const HALF_LIFE_DAYS = 180;
const DAY_MS = 86_400_000;

interface Candidate {
  row: typeof memories.$inferSelect;
  meaningRank: number | null;
  wordRank: number | null;
}

/**
 * Finds what the desk remembers about a text: nearest by meaning and by words, fused by rank, weighed by age,
 * importance and trust. Rows of another owner, of the future, or no longer valid are never seen.
 */
export async function recallMemories(
  db: Database | Transaction,
  query: RecallQuery,
): Promise<RecalledMemory[]> {
  const visible = visibleTo(query);
  const vector = `[${query.embedding.join(",")}]`;
  const byMeaning = await db
    .select()
    .from(memories)
    .where(
      and(
        visible,
        eq(memories.embeddingModel, query.embeddingModel),
        sql`${memories.embedding} <=> ${vector}::vector < 0.95`,
      ),
    )
    .orderBy(sql`${memories.embedding} <=> ${vector}::vector`, memories.id)
    .limit(CANDIDATES);
  const words = sql`to_tsvector('english', ${memories.text})`;
  const asked = sql`to_tsquery('english', ${anyWordOf(query.text)})`;
  const byWords = await db
    .select()
    .from(memories)
    .where(and(visible, sql`${words} @@ ${asked}`))
    .orderBy(sql`ts_rank_cd(${words}, ${asked}) desc`, memories.id)
    .limit(CANDIDATES);
  return [...candidates(byMeaning, byWords).values()]
    .map((candidate) => weigh(candidate, query.asOf))
    .sort((a, b) => b.score - a.score || (a.memory.id < b.memory.id ? -1 : 1))
    .slice(0, query.limit);
}

/**
 * What the desk remembers when nothing particular is asked for: preferences first, then by importance, then the
 * newest. The same rows are visible as in a search.
 */
export async function listMemories(
  db: Database | Transaction,
  query: Pick<RecallQuery, "owners" | "asOf" | "limit">,
): Promise<RecalledMemory[]> {
  const rows = await db
    .select()
    .from(memories)
    .where(visibleTo(query))
    .orderBy(
      sql`${memories.kind} = 'preference' desc`,
      desc(memories.importance),
      desc(memories.knownAt),
      memories.id,
    )
    .limit(query.limit);
  return rows.map((row, index) => ({
    memory: toMemory(row),
    score: 1 / (RANK_CONSTANT + index + 1),
    why: "listed: preferences first, then by importance and age",
  }));
}

const visibleTo = ({ owners, asOf }: Pick<RecallQuery, "owners" | "asOf">) =>
  and(
    inArray(memories.owner, [...owners]),
    lte(memories.knownAt, asOf),
    or(isNull(memories.validUntil), gt(memories.validUntil, asOf)),
  );

function candidates(byMeaning: Candidate["row"][], byWords: Candidate["row"][]): Map<string, Candidate> {
  const found = new Map<string, Candidate>();
  byMeaning.forEach((row, index) => {
    found.set(row.id, { row, meaningRank: index + 1, wordRank: null });
  });
  byWords.forEach((row, index) => {
    found.set(row.id, { row, meaningRank: found.get(row.id)?.meaningRank ?? null, wordRank: index + 1 });
  });
  return found;
}

function weigh({ row, meaningRank, wordRank }: Candidate, asOf: Date): RecalledMemory {
  const share = (rank: number | null) => (rank === null ? 0 : 1 / (RANK_CONSTANT + rank));
  const ageDays = Math.max(0, (asOf.getTime() - row.knownAt.getTime()) / DAY_MS);
  const age = 0.5 ** (ageDays / HALF_LIFE_DAYS);
  const trust = row.trust === "trusted" ? 1 : 0.5;
  const score =
    (share(meaningRank) + share(wordRank)) * (0.5 + 0.5 * age) * (0.5 + 0.5 * row.importance) * trust;
  const place = (rank: number | null, by: string) =>
    rank === null ? `not found by ${by}` : `${ordinal(rank)} by ${by}`;
  return {
    memory: toMemory(row),
    score,
    why: `${place(meaningRank, "meaning")}, ${place(wordRank, "words")}, ${Math.floor(ageDays)} days old, ${row.trust}`,
  };
}

const ordinal = (rank: number) => `no. ${rank}`;

/** A text-search query that any word of the text satisfies; a text without words finds nothing. */
function anyWordOf(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.length === 0 ? "" : [...new Set(words)].slice(0, 40).join(" | ");
}

/** A stored row as the model's word for it. */
export function toMemory(row: typeof memories.$inferSelect): Memory {
  return Memory.parse({
    ...row,
    knownAt: row.knownAt.toISOString(),
    validUntil: row.validUntil?.toISOString() ?? null,
  });
}
