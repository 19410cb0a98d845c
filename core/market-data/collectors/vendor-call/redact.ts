import { VendorError } from "../../collector.ts";
import { trouble } from "./troubles.ts";

/** Shorter texts would be found everywhere. */
const SHORTEST = 4;

/** The same error with every secret blotted out, as it is and as a query has it; other errors become one of ours. */
export function withoutSecrets(vendor: string, error: unknown, secrets: readonly string[]): VendorError {
  if (!(error instanceof VendorError))
    return trouble(vendor, "malformed", `The call to ${vendor} failed: ${nameOf(error)}.`);
  const hidden = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const blot = (text: string): string =>
    hidden.reduce((left, secret) => left.replaceAll(secret, "[hidden]"), text);
  const { what, why, fix } = error.parts;
  return new VendorError(
    vendor,
    error.fault,
    { what: blot(what), why: blot(why), fix: blot(fix) },
    { retryAfterMs: error.retryAfterMs },
  );
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "no error was given");
