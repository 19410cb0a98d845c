import { and, eq, inArray } from "drizzle-orm";
import type { Memory } from "#core/model";
import { memories, type Transaction } from "#db";
import { toMemory } from "./recall.ts";

export interface NewMemory extends Omit<Memory, "knownAt" | "validUntil"> {
  knownAt: Date;
  validUntil: Date | null;
  /** The same owner and key are remembered once, however often they are told. */
  originKey: string;
  embedding: number[];
  embeddingModel: string;
}

/** Stores a memory. A repeat of one already stored changes nothing and returns the first. */
export async function storeMemory(tx: Transaction, memory: NewMemory): Promise<Memory> {
  const [stored] = await tx
    .insert(memories)
    .values({ ...memory, embeddingDimension: memory.embedding.length })
    .onConflictDoNothing()
    .returning();
  if (stored) return toMemory(stored);
  const [existing] = await tx
    .select()
    .from(memories)
    .where(and(eq(memories.owner, memory.owner), eq(memories.originKey, memory.originKey)));
  if (!existing) throw new Error("a memory was neither stored nor found");
  return toMemory(existing);
}

/** Really deletes one of the owner's memories. @returns whether there was one */
export async function deleteMemory(tx: Transaction, id: string, owners: readonly string[]): Promise<boolean> {
  const gone = await tx
    .delete(memories)
    .where(and(eq(memories.id, id), inArray(memories.owner, [...owners])))
    .returning({ id: memories.id });
  return gone.length > 0;
}
