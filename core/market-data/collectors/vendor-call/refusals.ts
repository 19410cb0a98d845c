import type { VendorError, VendorFault } from "../../collector.ts";
import { readRateHeaders, readRetryAfter } from "./rate-headers.ts";
import { parseJson, type WholeAnswer } from "./read-answer.ts";
import { trouble } from "./troubles.ts";

type ReadError = (status: number, body: unknown) => { fault: VendorFault; why: string } | null;

/** Of a vendor's own words so many are repeated. */
const LONGEST_WORDS = 300;

/** What an answer that is no good means, in the vendor's words where it gave some. */
export function refusalOf(
  vendor: string,
  whole: WholeAnswer,
  readError?: ReadError,
  throttle: { nowMs: number; throttleMs: number } = { nowMs: 0, throttleMs: 0 },
): VendorError {
  const { status } = whole;
  const told = readError?.(status, bodyOf(vendor, whole)) ?? null;
  const fault = told?.fault ?? faultOf(status);
  const why = told ? told.why.slice(0, LONGEST_WORDS) : undefined;
  const retryAfterMs = fault === "throttled" ? waitOf(whole, throttle) : askedWait(whole, throttle.nowMs);
  return trouble(vendor, fault, `${vendor} answered ${status}.`, { why, retryAfterMs });
}

function faultOf(status: number): VendorFault {
  if (status === 401) return "unauthorised";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  if (status === 429) return "throttled";
  if (status >= 500) return "unavailable";
  return status >= 400 ? "bad-request" : "malformed";
}

const askedWait = ({ headers }: WholeAnswer, nowMs: number): number | null => readRetryAfter(headers, nowMs);

function waitOf(whole: WholeAnswer, { nowMs, throttleMs }: { nowMs: number; throttleMs: number }): number {
  const { remaining, resetMs } = readRateHeaders(whole.headers, nowMs);
  return askedWait(whole, nowMs) ?? (remaining === 0 ? resetMs : null) ?? throttleMs;
}

function bodyOf(vendor: string, whole: WholeAnswer): unknown {
  try {
    return parseJson(vendor, whole);
  } catch {
    return null;
  }
}
