/** The three things a reader of an error needs: what happened, why it matters, what to do next. */
export interface ErrorParts {
  what: string;
  why: string;
  fix: string;
}

/** How a door should treat an error: the caller's mistake, a permission, a conflict, or a fault of ours. */
export type ErrorKind = "input" | "permission" | "missing" | "conflict" | "unavailable" | "fault";

/**
 * An expectation that broke. `code` is stable and may be matched on; the three sentences may be reworded.
 * A "no" the business expects is not an error but a value (`Refusal`).
 */
export class OperatorError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly parts: ErrorParts;

  constructor(code: string, kind: ErrorKind, parts: ErrorParts, options?: ErrorOptions) {
    super(`${parts.what} ${parts.why} ${parts.fix}`, options);
    this.name = new.target.name;
    this.code = code;
    this.kind = kind;
    this.parts = parts;
  }

  toJSON(): { code: string; kind: ErrorKind } & ErrorParts {
    return { code: this.code, kind: this.kind, ...this.parts };
  }
}

/** A value that cannot be understood: wrong type, out of range, unknown name. */
export class InvalidInputError extends OperatorError {
  constructor(parts: ErrorParts, options?: ErrorOptions) {
    super("INVALID_INPUT", "input", parts, options);
  }
}

/** A named thing that is not there. */
export class NotFoundError extends OperatorError {
  constructor(noun: string, id: string, fix: string) {
    super("NOT_FOUND", "missing", {
      what: `There is no ${noun} "${id}".`,
      why: "The request needs one that exists.",
      fix,
    });
  }
}

/** The thing is there, but its state does not allow the request (already decided, expired, halted). */
export class ConflictError extends OperatorError {
  constructor(code: string, parts: ErrorParts, options?: ErrorOptions) {
    super(code, "conflict", parts, options);
  }
}

/** The actor lacks the scope or the standing for what they asked. */
export class PermissionError extends OperatorError {
  constructor(parts: ErrorParts) {
    super("NOT_PERMITTED", "permission", parts);
  }
}
