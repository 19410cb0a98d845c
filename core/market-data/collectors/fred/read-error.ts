import type { VendorFault } from "../../collector.ts";

/** FRED answers 400 to everything it does not like, and says what in a sentence. */
export function readFredError(status: number, body: unknown): { fault: VendorFault; why: string } | null {
  if (typeof body !== "object" || body === null || !("error_message" in body)) return null;
  const message = String(body.error_message).replace(/\s+/g, " ");
  const fault = faultOf(status, message);
  return fault && { fault, why: `FRED says: ${message}` };
}

function faultOf(status: number, message: string): VendorFault | null {
  if (status === 429) return "throttled";
  if (status === 423 || status >= 500) return "unavailable";
  if (/\bapi_key\b/i.test(message)) return "unauthorised";
  if (/does not exist/i.test(message)) return "not-found";
  return status === 400 ? "bad-request" : null;
}
