import { VendorError, type VendorFault } from "../../collector.ts";

/** Why and what to do, by what went wrong; what was seen is said by the caller. */
const ADVICE: Record<VendorFault, { why: string; fix: string }> = {
  throttled: {
    why: "The vendor allows only so many calls in a time.",
    fix: "Ask again later, or for less at a time.",
  },
  unavailable: {
    why: "The vendor or the way to it is down.",
    fix: "Nothing is lost: collecting goes on where it stopped. Look at the vendor's status page if it lasts.",
  },
  timeout: { why: "A call may take only so long.", fix: "Try again later, or ask for a shorter window." },
  truncated: { why: "Half an answer is never used.", fix: "Try again; a proxy in between may cut answers." },
  malformed: {
    why: "What cannot be read whole is not used.",
    fix: "Look at what stands between here and the vendor: a proxy, a login page, a changed API.",
  },
  unauthorised: {
    why: "The vendor does not accept the key.",
    fix: "Put a valid key into the environment and start again.",
  },
  forbidden: {
    why: "The vendor does not allow this to this account.",
    fix: "Look at what the account's plan includes.",
  },
  "not-found": { why: "The vendor has nothing under that name.", fix: "Look up how the vendor calls it." },
  "bad-request": { why: "The vendor cannot be asked so.", fix: "Correct what was asked." },
  "circuit-open": {
    why: "After several failures in a row it is left alone for a while.",
    fix: "Wait; the next call after that time tries it again.",
  },
  canceled: { why: "The wait for it was ended.", fix: "Ask again when it is wanted." },
};

export function trouble(
  vendor: string,
  fault: VendorFault,
  what: string,
  more: { why?: string; retryAfterMs?: number | null } = {},
): VendorError {
  const { why = ADVICE[fault].why, retryAfterMs } = more;
  return new VendorError(vendor, fault, { what, why, fix: ADVICE[fault].fix }, { retryAfterMs });
}

/** Worth another try of the same read: the vendor may answer the next time. */
export const TRANSIENT: ReadonlySet<VendorFault> = new Set([
  "throttled",
  "unavailable",
  "timeout",
  "truncated",
  "malformed",
]);
/** Counts against the way to the vendor. Throttling does not: whoever says so is there. */
export const BREAKING: ReadonlySet<VendorFault> = new Set([
  "unavailable",
  "timeout",
  "truncated",
  "malformed",
]);
