import { z } from "zod";
import { VendorError, type VendorFault } from "../../collector.ts";
import { COLLECTOR } from "./telling.ts";

const Envelope = z.record(
  z.string(),
  z.looseObject({ error: z.looseObject({ description: z.string() }).nullish() }),
);

const FAULTS: Readonly<Record<number, VendorFault>> = {
  400: "bad-request",
  401: "unauthorised",
  403: "forbidden",
  404: "not-found",
  422: "bad-request",
  429: "throttled",
};

/**
 * A fetch whose answers the client can use: a redirect or the page that hands out cookies as it is, data only as JSON
 * without an error inside. Everything else is thrown here, by status, because the client would write the address with
 * its crumb to stderr and throw by the vendor's wording.
 *
 * @throws VendorError
 */
export function usableAnswers(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await send(input, init);
    const { hostname, pathname } = new URL(input instanceof Request ? input.url : input);
    const isData = hostname.startsWith("query") && !pathname.startsWith("/v1/test/");
    if (response.status >= 300 && response.status < 400) return response;
    if (response.ok && !isData) return response;
    const text = await response.text();
    const body = parsed(text);
    if (!response.ok)
      throw refused(
        FAULTS[response.status] ?? "unavailable",
        `${response.status}`,
        pathname,
        complaintIn(body),
      );
    if (body === undefined) throw notJson(pathname, response.headers.get("content-type"), text);
    return new Response(text, { status: response.status, headers: response.headers });
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function complaintIn(body: unknown): string | null {
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) return null;
  for (const { error } of Object.values(envelope.data)) if (error) return error.description.slice(0, 300);
  return null;
}

function refused(fault: VendorFault, status: string, path: string, complaint: string | null): VendorError {
  return new VendorError(COLLECTOR, fault, {
    what: `Yahoo answered ${path} with ${status}${complaint ? `: ${complaint}` : ""}.`,
    why: "There is nothing to read in such an answer.",
    fix:
      fault === "unauthorised"
        ? "Cookie and crumb are fetched anew by themselves; if it goes on, Yahoo has changed how it lets visitors in."
        : "Look at the symbol and the window; otherwise try again later.",
  });
}

/** A page where data were due, or data that break off. */
function notJson(path: string, type: string | null, text: string): VendorError {
  const isPage = type?.includes("html") || text.trimStart().startsWith("<");
  return new VendorError(COLLECTOR, isPage ? "malformed" : "truncated", {
    what: `Yahoo answered ${path} with ${isPage ? "a page" : "JSON that breaks off"}, ${text.length} characters long.`,
    why: "Only JSON can be read, and half of it could be taken for the whole.",
    fix: "Try again later; a page may be a question for consent or a notice.",
  });
}
