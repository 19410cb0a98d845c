import { OperatorError } from "#core/model";

/**
 * What to tell a person when the model could not answer. Our own errors pass; the vendor's are put into our
 * words, so that no key, address or prompt of theirs reaches a screen.
 */
export function modelFailure(error: unknown): OperatorError | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 10; cause = cause.cause, depth++)
    if (cause instanceof OperatorError) return cause;
  const status = statusOf(error);
  const fault = status === null ? faultOf(error) : BROKEN(status);
  if (fault === null) return null;
  const { what, fix } = WORDS[String(status)] ?? fault;
  return new OperatorError(
    status === 429
      ? "MODEL_BUSY"
      : status === 401 || status === 403
        ? "MODEL_REFUSED_KEY"
        : fault === SILENT
          ? "MODEL_SILENT"
          : "MODEL_UNAVAILABLE",
    "unavailable",
    { what, why: "No answer was made up in its place.", fix },
    { cause: error },
  );
}

interface Words {
  what: string;
  fix: string;
}

const UNREACHABLE: Words = {
  what: "The model endpoint cannot be reached.",
  fix: "Check OPENAI_BASE_URL and the network, or unset both OPENAI_* settings to use the offline operator.",
};
const SILENT: Words = {
  what: "The model endpoint said nothing for too long.",
  fix: "Ask again; check OPENAI_BASE_URL, raise OPENAI_TIMEOUT_MS for a slow local model, or unset both OPENAI_* settings to use the offline operator.",
};
const BROKEN = (status: number): Words => ({
  what: `The model endpoint failed with status ${status}.`,
  fix: "Ask again in a minute; if it goes on, look at the endpoint's own status.",
});
const WORDS: Record<string, Words> = {
  "400": {
    what: "The model endpoint refused the request (400).",
    fix: "Start a new conversation if this one is very long; check that OPENAI_MODEL can call tools.",
  },
  "401": { what: "The model endpoint does not know this key (401).", fix: "Correct OPENAI_API_KEY." },
  "403": { what: "The model endpoint refuses this key (403).", fix: "Use a key that may call this model." },
  "404": {
    what: "The model endpoint does not know this model (404).",
    fix: "Correct OPENAI_MODEL or OPENAI_BASE_URL.",
  },
  "429": {
    what: "The model endpoint is out of capacity or quota (429).",
    fix: "Wait a minute, or raise the quota.",
  },
};

function statusOf(error: unknown): number | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 10; cause = cause.cause, depth++) {
    const { status } = cause as { status?: unknown };
    if (typeof status === "number") return status;
  }
  return null;
}

/** What kept the answer from coming at all; null when it was not the connection. */
function faultOf(error: unknown): Words | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 10; cause = cause.cause, depth++) {
    const { name, message } = cause;
    if (/Timeout/.test(name)) return SILENT;
    if (
      /APIConnection/.test(name) ||
      /fetch failed|^terminated$|ECONN|ENOTFOUND|Connection error/i.test(message)
    )
      return UNREACHABLE;
  }
  return null;
}
