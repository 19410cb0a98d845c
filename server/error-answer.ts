import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type ErrorKind, OperatorError } from "#core/model";

const STATUS: Record<ErrorKind, ContentfulStatusCode> = {
  input: 422,
  permission: 403,
  missing: 404,
  conflict: 409,
  unavailable: 503,
  fault: 500,
};

/** Codes with a status of their own. */
const BY_CODE: Readonly<Record<string, ContentfulStatusCode>> = {
  MALFORMED_JSON: 400,
  NOT_SIGNED_IN: 401,
  BODY_TOO_LARGE: 413,
  WRONG_CONTENT_TYPE: 415,
  TOO_MANY_REQUESTS: 429,
};

/** Turns any error into the one shape every client knows. Unknown ones say nothing of their inside. */
export function answerError(c: Context, error: unknown): Response {
  const known =
    error instanceof OperatorError
      ? error
      : new OperatorError("UNEXPECTED", "fault", {
          what: "Something broke that should not have.",
          why: "The cause is in the log under this trace id.",
          fix: "Try again, and report the trace id if it goes on.",
        });
  return c.json(
    { error: known.toJSON(), traceId: c.get("traceId") },
    BY_CODE[known.code] ?? STATUS[known.kind],
  );
}

export const notSignedIn = () =>
  new OperatorError("NOT_SIGNED_IN", "permission", {
    what: "You are not signed in.",
    why: "Every request is made by somebody.",
    fix: "Open a sign-in link: the owner's is printed when the desk starts, and an admin can invite others.",
  });
