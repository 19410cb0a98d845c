import { and, eq, isNull } from "drizzle-orm";
import type { MiddlewareHandler } from "hono";
import { OperatorError } from "#core/model";
import { apiKeys, type Database, people } from "#db";
import {
  type Actor,
  hashApiKey,
  type PersonRecord,
  personActor,
  ROLE_SCOPES,
  Role,
  systemActor,
} from "#operations";
import type { Auth } from "./auth.ts";
import { notSignedIn } from "./error-answer.ts";

/** What every handler may read from its request. */
export interface ServerEnv {
  Variables: { traceId: string; actor: Actor };
}

type PersonRow = typeof people.$inferSelect;

const actorOf = (row: PersonRow, via: "web" | "slack" | "api"): Actor =>
  personActor({ id: row.id, name: row.name, role: Role.parse(row.role) }, via);

/** Finds out who asks, by session or by key; refuses whoever is nobody. */
export function whoAsks(db: Database, auth: Auth): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const actor = await actorOfHeaders(db, auth, c.req.raw.headers);
    if (!actor) throw notSignedIn();
    c.set("actor", actor);
    await next();
  };
}

/** Whoever a key or a session of these headers belongs to now; null when to nobody, or no longer. */
export function actorOfHeaders(db: Database, auth: Auth, headers: Headers): Promise<Actor | null> {
  const key = /^Bearer (qd_\S+)$/.exec(headers.get("authorization") ?? "")?.[1];
  return key
    ? actorByKey(db, key, headers.get("x-quarterdeck-slack-user") ?? undefined)
    : actorBySession(db, auth, headers);
}

export async function actorBySession(db: Database, auth: Auth, headers: Headers): Promise<Actor | null> {
  const id = await auth.personOf(headers);
  const row = id ? await seatedPerson(db, eq(people.id, id)) : undefined;
  return row ? actorOf(row, "web") : null;
}

/** A key never holds more than the person it belongs to. A bot's key acts for whoever its channel vouches for. */
async function actorByKey(db: Database, key: string, slackUserId: string | undefined): Promise<Actor | null> {
  const [held] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.keyHash, hashApiKey(key)), isNull(apiKeys.revokedAt)));
  if (!held) return null;
  if (held.actsFor === "slack") {
    return slackUserId ? actorBySlackUser(db, slackUserId) : systemActor("slackBot");
  }
  const owner = await seatedPerson(db, eq(people.id, held.personId));
  if (!owner) return null;
  const person = actorOf(owner, "api");
  const allowed = ROLE_SCOPES[Role.parse(held.role)];
  return { ...person, scopes: new Set([...person.scopes].filter((scope) => allowed.has(scope))) };
}

/** The person an admin linked to that Slack user. @throws OperatorError SLACK_USER_UNKNOWN when there is none */
export async function actorBySlackUser(db: Database, slackUserId: string): Promise<Actor> {
  const linked = await seatedPerson(db, eq(people.slackUserId, slackUserId));
  if (linked) return actorOf(linked, "slack");
  throw new OperatorError("SLACK_USER_UNKNOWN", "permission", {
    what: "This Slack user is not linked to a person on the desk.",
    why: "A click counts as somebody's, or not at all.",
    fix: "Ask an admin to link your Slack user on the People page.",
  });
}

async function seatedPerson(db: Database, where: ReturnType<typeof eq>): Promise<PersonRow | undefined> {
  const [row] = await db
    .select()
    .from(people)
    .where(and(where, isNull(people.disabledAt)));
  return row;
}

export type { PersonRecord };
