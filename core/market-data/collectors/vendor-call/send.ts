import { TaskCancelledError, TimeoutStrategy, timeout } from "cockatiel";
import { VendorError } from "../../collector.ts";
import { trouble } from "./troubles.ts";

/**
 * Sends once and reads the answer, both within the time given.
 *
 * @throws VendorError timeout, canceled, unavailable, or what `read` throws
 */
export async function send<Answer>(
  vendor: string,
  url: URL,
  init: RequestInit,
  within: { timeoutMs: number; signal: AbortSignal | undefined },
  read: (response: Response) => Promise<Answer>,
): Promise<Answer> {
  const policy = timeout(within.timeoutMs, TimeoutStrategy.Aggressive);
  try {
    return await policy.execute(
      async (_context, signal) => read(await fetch(url, { ...init, signal, redirect: "manual" })),
      within.signal,
    );
  } catch (error) {
    if (within.signal?.aborted) throw trouble(vendor, "canceled", `The call to ${vendor} was given up.`);
    if (error instanceof TaskCancelledError)
      throw trouble(vendor, "timeout", `${vendor} did not answer within ${within.timeoutMs} ms.`);
    if (error instanceof VendorError) throw error;
    throw trouble(vendor, "unavailable", `${vendor} cannot be reached: ${reasonOf(error)}.`);
  }
}

/** Such as "ECONNREFUSED"; never the address, which may hold a key. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : null;
  return typeof code === "string" ? code : "the connection failed";
}
