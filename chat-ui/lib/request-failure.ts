/** What the server's error body carries; see the Server API. */
interface ErrorBody {
  code: string;
  kind: string;
  what: string;
  why: string;
  fix: string;
}

/** A request that did not succeed, in the server's own words where it spoke. */
export class RequestFailure extends Error {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;

  constructor(status: number, body: Omit<ErrorBody, "kind">) {
    super(body.what);
    this.name = "RequestFailure";
    this.status = status;
    this.code = body.code;
    this.what = body.what;
    this.why = body.why;
    this.fix = body.fix;
  }
}

/** Reads a failed response: the server's three sentences, or plain words when the body is something else. */
export function failureFromBody(status: number, text: string): RequestFailure {
  const told = parseErrorBody(text);
  if (told) return new RequestFailure(status, told);
  return new RequestFailure(status, {
    code: `HTTP_${status}`,
    what: `The server answered with status ${status}.`,
    why: "The answer carried no explanation, so it probably came from something in between.",
    fix: "Try again; if it stays, look at the server's log.",
  });
}

/** No answer at all: the process is down, the line is cut, or the page was blocked. */
export function failureWithoutAnswer(): RequestFailure {
  return new RequestFailure(0, {
    code: "NO_ANSWER",
    what: "The desk did not answer.",
    why: "The server is not running or the connection is down. Nothing you see here was changed.",
    fix: "Check that Quarterdeck is running, then try again.",
  });
}

/** Turns anything thrown into a failure that can be shown. Chat errors carry the body as their message. */
export function asFailure(error: unknown): RequestFailure {
  if (error instanceof RequestFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const told = parseErrorBody(message);
  if (told) return new RequestFailure(500, told);
  if (/failed to fetch|networkerror|load failed|network error/i.test(message)) return failureWithoutAnswer();
  return new RequestFailure(0, {
    code: "UNEXPECTED",
    what: message || "Something unexpected happened.",
    why: "The desk could not finish this request.",
    fix: "Try again; if it stays, look at the server's log.",
  });
}

function parseErrorBody(text: string): ErrorBody | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const candidate = isRecord(parsed) && isRecord(parsed.error) ? parsed.error : parsed;
    return isErrorBody(candidate) ? candidate : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isErrorBody(value: unknown): value is ErrorBody {
  return (
    isRecord(value) &&
    [value.code, value.what, value.why, value.fix].every((part) => typeof part === "string")
  );
}
