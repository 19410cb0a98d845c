/** What an answer says about how often one may ask. */
export interface RateHeaders {
  limit: number | null;
  remaining: number | null;
  /** Milliseconds until the count begins anew. */
  resetMs: number | null;
}

/** Larger numbers of a reset are an instant, smaller ones a time to wait. */
const EPOCH_FROM = 1_000_000_000;
const EPOCH_MS_FROM = 100_000_000_000;

/** Reads X-RateLimit-Limit, -Remaining and -Reset; what makes no sense counts as unsaid. */
export function readRateHeaders(headers: Headers, nowMs: number): RateHeaders {
  const read = (name: string): number | null => {
    const text = headers.get(`x-ratelimit-${name}`)?.trim();
    return text && /^\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : null;
  };
  const reset = read("reset");
  return {
    limit: read("limit"),
    remaining: read("remaining"),
    resetMs: reset === null ? null : Math.max(0, untilMs(reset, nowMs)),
  };
}

function untilMs(reset: number, nowMs: number): number {
  if (reset < EPOCH_FROM) return reset * 1_000;
  return (reset < EPOCH_MS_FROM ? reset * 1_000 : reset) - nowMs;
}

/** Retry-After in milliseconds: seconds or an HTTP date; null where it is not said or makes no sense. */
export function readRetryAfter(headers: Headers, nowMs: number): number | null {
  const text = headers.get("retry-after")?.trim();
  if (!text) return null;
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  const atMs = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(atMs) ? Math.max(0, atMs - nowMs) : null;
}
