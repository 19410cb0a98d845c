import { z } from "zod";
import { ConflictError, InvalidInputError, OperatorError, PermissionError } from "#core/model";
import type { Transaction } from "#db";
import type { Scope } from "./access.ts";
import { recordAudit } from "./audit-trail.ts";
import type { Context } from "./context.ts";
import { type DomainEvent, recordEvents } from "./domain-events.ts";
import { traceOfProposal } from "./trace.ts";

/** What a verb's body receives. */
export interface Running<Input, Prepared> {
  ctx: Context;
  tx: Transaction;
  input: Input;
  prepared: Prepared;
  /** Tells the world, in this transaction, that something happened. */
  emit(event: DomainEvent): void;
  /** Adds to the audit row: the entity it is about and what a reader should see. */
  note(entityId: string, detail?: Record<string, unknown>): void;
  /** Goes on under the trace of a proposal's first request, so that one id leads from request to fill. */
  follow(proposalId: string): Promise<void>;
  /** Says that nothing was changed, so that no audit row is written: an effect leaves a row, and this is none. */
  unchanged(): void;
}

export interface OperationSpec<I extends z.ZodType, O extends z.ZodType, Prepared> {
  name: string;
  /** One sentence for the catalogue, the API page and the model: what happens, and what does not. */
  summary: string;
  scope: Scope;
  effect: "read" | "write";
  input: I;
  output: O;
  /** Event types it may emit; a write that tells nobody says so with an empty list. */
  events?: readonly string[];
  /** True for verbs of our own processes, which have no public door. */
  internal?: boolean;
  /** Slow work that must not hold a transaction: computing, or asking another system. */
  prepare?: (args: { ctx: Context; input: z.output<I> }) => Promise<Prepared>;
  run: (args: Running<z.output<I>, Prepared>) => Promise<z.input<O>>;
}

/** A verb: everything an actor may ask for is one of these. */
export interface Operation<
  Name extends string = string,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  readonly name: Name;
  readonly summary: string;
  readonly scope: Scope;
  readonly effect: "read" | "write";
  readonly input: I;
  readonly output: O;
  readonly events: readonly string[];
  readonly internal: boolean;
  /** Checks scope → parses → prepares → transaction(run → parses output → events and audit) → commits. */
  perform(ctx: Context, input: unknown): Promise<z.output<O>>;
}

/** Declares a verb once; permission, validation, transaction, audit, route, OpenAPI and tool are read off it. */
export function defineOperation<
  const Name extends string,
  I extends z.ZodType,
  O extends z.ZodType,
  Prepared = undefined,
>(spec: OperationSpec<I, O, Prepared> & { name: Name }): Operation<Name, I, O> {
  return {
    name: spec.name,
    summary: spec.summary,
    scope: spec.scope,
    effect: spec.effect,
    input: spec.input,
    output: spec.output,
    events: spec.events ?? [],
    internal: spec.internal ?? false,
    perform: (ctx, input) => perform(spec, ctx, input),
  };
}

async function perform<I extends z.ZodType, O extends z.ZodType, Prepared>(
  spec: OperationSpec<I, O, Prepared>,
  ctx: Context,
  rawInput: unknown,
): Promise<z.output<O>> {
  if (!ctx.actor.scopes.has(spec.scope)) {
    const error = notPermitted(spec, ctx);
    await recordAttempt(spec, ctx, "denied", error);
    throw error;
  }
  try {
    const input = parseInput(spec.name, spec.input, rawInput);
    const prepared = (await spec.prepare?.({ ctx, input })) as Prepared;
    const { output, emitted, done } = await inTransaction(spec, ctx, input, prepared);
    ctx.crashpoint(`${spec.name}:committed`);
    if (emitted > 0) ctx.onCommitted();
    if (done) ctx.log.info({ operation: spec.name, actor: ctx.actor.id, ...done }, "done");
    return output;
  } catch (cause) {
    const error = translate(cause);
    if (error.code === "UNEXPECTED")
      ctx.log.error({ err: cause, operation: spec.name, traceId: ctx.traceId }, "an operation broke");
    if (spec.effect === "write") await recordAttempt(spec, ctx, "failed", error);
    throw error;
  }
}

/** How often a transaction is tried again after the database chose it to break a deadlock. */
const MAX_ATTEMPTS = 3;

interface Committed<Output> {
  output: Output;
  emitted: number;
  /** What was changed and under which trace; null when nothing was. */
  done: { entityId: string; traceId: string } | null;
}

async function inTransaction<I extends z.ZodType, O extends z.ZodType, Prepared>(
  spec: OperationSpec<I, O, Prepared>,
  ctx: Context,
  input: z.output<I>,
  prepared: Prepared,
): Promise<Committed<z.output<O>>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ctx.db.transaction(async (tx) => {
        const events: DomainEvent[] = [];
        const about = { entityId: "", detail: {} as Record<string, unknown> };
        let hasEffect = spec.effect === "write";
        let traceId = ctx.traceId;
        const result = await spec.run({
          ctx,
          tx,
          input,
          prepared,
          emit: (event) => events.push(event),
          note: (entityId, detail = {}) =>
            Object.assign(about, { entityId, detail: { ...about.detail, ...detail } }),
          follow: async (proposalId) => {
            traceId = (await traceOfProposal(tx, proposalId)) ?? traceId;
          },
          unchanged: () => {
            hasEffect = false;
          },
        });
        const output = spec.output.parse(result);
        if (hasEffect) {
          const traced = { ...ctx, traceId };
          await Promise.all([
            recordEvents(tx, traced, events),
            recordAudit(tx, traced, { action: spec.name, outcome: "done", ...about }),
          ]);
          ctx.crashpoint(`${spec.name}:audited`);
        }
        const done = hasEffect ? { entityId: about.entityId, traceId } : null;
        return { output, emitted: events.length, done };
      });
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isTransient(error)) throw error;
    }
  }
}

/** Parses what an actor sent, or says which fields are wrong and why. */
export function parseInput<I extends z.ZodType>(name: string, schema: I, raw: unknown): z.output<I> {
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  throw new InputFieldsError(
    name,
    parsed.error.issues.map((issue) => ({
      field: issue.path.join(".") || "(whole input)",
      problem: issue.message,
    })),
  );
}

/** Input that does not fit the verb's schema; `fields` says where. */
export class InputFieldsError extends InvalidInputError {
  readonly fields: readonly { field: string; problem: string }[];

  constructor(operation: string, fields: readonly { field: string; problem: string }[]) {
    super({
      what: `The input of ${operation} is not valid: ${fields.map((f) => `${f.field}: ${f.problem}`).join("; ")}.`,
      why: "Nothing is done with input that is not understood completely.",
      fix: `Correct ${fields.length === 1 ? "this field" : "these fields"} and send it again.`,
    });
    this.fields = fields;
  }

  override toJSON() {
    return { ...super.toJSON(), fields: this.fields };
  }
}

function notPermitted(spec: { name: string; scope: Scope }, ctx: Context): PermissionError {
  const who = ctx.actor.kind === "agent" ? `The ${ctx.actor.name} agent` : ctx.actor.name;
  return new PermissionError({
    what: `${who} may not use ${spec.name}.`,
    why: `It needs the scope ${spec.scope}, which ${ctx.actor.role ? `the role ${ctx.actor.role}` : "this actor"} does not hold.`,
    fix:
      ctx.actor.kind === "agent"
        ? "A person has to do this in the app, in Slack or on the command line."
        : "Ask an admin for a role that holds it.",
  });
}

/** Denied and failed attempts leave their own row, outside the work that was rolled back. */
async function recordAttempt(
  spec: { name: string },
  ctx: Context,
  outcome: "denied" | "failed",
  error: OperatorError,
): Promise<void> {
  const { actor, traceId } = ctx;
  ctx.log.info({ operation: spec.name, actor: actor.id, outcome, code: error.code, traceId }, "not done");
  try {
    await ctx.db.transaction((tx) =>
      recordAudit(tx, ctx, { action: spec.name, outcome, entityId: "", detail: { code: error.code } }),
    );
  } catch (cause) {
    ctx.log.error(
      { err: cause, action: spec.name, outcome, traceId: ctx.traceId },
      "the attempt could not be recorded",
    );
  }
}

const postgresError = (error: unknown): { code?: string; message: string } | undefined => {
  for (let current = error; current instanceof Error; current = current.cause)
    if (current.name === "PostgresError") return current as Error & { code?: string };
  return undefined;
};

function isTransient(error: unknown): boolean {
  const code = postgresError(error)?.code;
  return code === "40001" || code === "40P01";
}

/** Turns what the database's own gate raised into an error a person can read. */
function translate(cause: unknown): OperatorError {
  if (cause instanceof OperatorError) return cause;
  const raised = postgresError(cause);
  const named = raised && /^((?:GATE|LEDGER)_[A-Z_]+): (.*)$/s.exec(raised.message);
  if (named?.[1]) {
    return new ConflictError(
      named[1],
      {
        what: `The database refused this: ${named[2]}.`,
        why: "The last gate stands in the database, so that no bug or race of ours can pass it.",
        fix: "Look at the order's ticket and the limits, and propose again if it still makes sense.",
      },
      { cause },
    );
  }
  if (raised?.code === "57014" || raised?.code?.startsWith("08"))
    return new OperatorError(
      "DATABASE_UNAVAILABLE",
      "unavailable",
      {
        what: "The database did not answer.",
        why: "Nothing was changed.",
        fix: "Try again; if it goes on, look at /health.",
      },
      { cause },
    );
  return new OperatorError(
    "UNEXPECTED",
    "fault",
    {
      what: "Something broke that should not have.",
      why:
        cause instanceof z.ZodError
          ? "A result did not fit its own schema."
          : "The cause is in the log under this trace.",
      fix: "Try again, and report the trace id if it goes on.",
    },
    { cause },
  );
}
