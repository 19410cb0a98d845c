import { and, asc, count, desc, eq } from "drizzle-orm";
import { ConflictError, NotFoundError, PermissionError } from "#core/model";
import { type Database, runs, threads } from "#db";
import type { Actor, Desk } from "#operations";
import { CHAT_CEILINGS } from "./ceilings.ts";

export interface ThreadSummary {
  id: string;
  title: string;
  updatedAt: string;
}

/** The title of a conversation nobody has written in yet. */
export const UNTITLED = "New conversation";
const TITLE_CHARS = 60;

/** The person behind an actor with a seat in the chat. @throws PermissionError */
export function chatter(actor: Actor): string {
  if (actor.kind === "person" && actor.scopes.has("chat:use")) return actor.id;
  throw new PermissionError({
    what: `${actor.name} may not use the chat.`,
    why: "Conversations belong to people with the scope chat:use.",
    fix: "Sign in as a person with a seat.",
  });
}

/** @throws ConflictError THREADS_USED_UP */
export async function createThread(desk: Desk, person: Actor): Promise<ThreadSummary> {
  const ownerId = chatter(person);
  const [kept] = await desk.db.select({ count: count() }).from(threads).where(eq(threads.ownerId, ownerId));
  if ((kept?.count ?? 0) >= CHAT_CEILINGS.threads)
    throw new ConflictError("THREADS_USED_UP", {
      what: `You have ${CHAT_CEILINGS.threads} conversations.`,
      why: "That is the most one person keeps.",
      fix: "Delete one you no longer need.",
    });
  const now = desk.clock.now();
  const thread = { id: desk.newId("thread"), ownerId, title: UNTITLED, createdAt: now, updatedAt: now };
  await desk.db.insert(threads).values(thread);
  return { id: thread.id, title: thread.title, updatedAt: now.toISOString() };
}

/** A person's own conversations, newest first. */
export async function listThreads(db: Database, person: Actor): Promise<ThreadSummary[]> {
  const rows = await db
    .select()
    .from(threads)
    .where(eq(threads.ownerId, chatter(person)))
    .orderBy(desc(threads.updatedAt))
    .limit(CHAT_CEILINGS.threads);
  return rows.map(({ id, title, updatedAt }) => ({ id, title, updatedAt: updatedAt.toISOString() }));
}

/** Lets only the owner pass. Another's conversation is as if it were not there. @throws NotFoundError */
export async function requireOwnThread(
  db: Pick<Database, "select">,
  threadId: string,
  person: Actor,
): Promise<void> {
  const [row] = await db
    .select({ id: threads.id })
    .from(threads)
    .where(and(eq(threads.id, threadId), eq(threads.ownerId, chatter(person))));
  if (!row) throw new NotFoundError("conversation", threadId, "Open one of your own, or start a new one.");
}

/** The runs of a conversation, oldest first. */
export const runsOf = (db: Database, threadId: string) =>
  db.select().from(runs).where(eq(runs.threadId, threadId)).orderBy(asc(runs.startedAt), asc(runs.id));

/** A first message as a title. */
export function titleFrom(text: string): string {
  const line = text.trim().split("\n")[0]?.trim() ?? "";
  if (line.length <= TITLE_CHARS) return line || UNTITLED;
  return `${line.slice(0, TITLE_CHARS).replace(/\s+\S*$/, "")}…`;
}
