import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const Recording = z.record(
  z.string(),
  z.object({ status: z.number().int(), contentType: z.string(), body: z.string() }),
);

/** Keys whose values differ between two equal runs and do not change the answer. */
const VOLATILE = new Set(["id", "tool_call_id", "user", "metadata"]);
const INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;
const OUR_ID = /\b[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}\b/g;

/**
 * A fetch that replays recorded answers of a model endpoint, and records them when told to. Requests are known
 * by method, path and body, without instants and ids. No header is kept, so no key is.
 *
 * @param path the recording, a JSON file
 * @param mode replay fails on a request it does not know; record asks the endpoint and adds the answer
 */
export function cassetteFetch(
  path: string,
  mode: "replay" | "record",
  inner: typeof fetch = fetch,
): typeof fetch {
  const recording = existsSync(path) ? Recording.parse(JSON.parse(readFileSync(path, "utf8"))) : {};
  return async (input, init) => {
    const request = new Request(input, init);
    const sent = await request.clone().text();
    const key = keyOf(request, sent);
    const known = recording[key];
    if (known)
      return new Response(known.body, {
        status: known.status,
        headers: { "content-type": known.contentType },
      });
    if (mode === "replay")
      throw new Error(
        `The cassette ${path} has no answer to ${request.method} ${new URL(request.url).pathname} (${key}). Record it again.`,
      );
    const response = await inner(request);
    const body = await response.text();
    const contentType = response.headers.get("content-type") ?? "application/json";
    recording[key] = { status: response.status, contentType, body };
    writeFileSync(path, `${JSON.stringify(recording, null, 2)}\n`);
    return new Response(body, { status: response.status, headers: { "content-type": contentType } });
  };
}

function keyOf(request: Request, sent: string): string {
  const steady = sent
    ? JSON.stringify(JSON.parse(sent), (name, value) => (VOLATILE.has(name) ? undefined : value))
    : "";
  const text = steady.replace(INSTANT, "<instant>").replace(OUR_ID, "<id>");
  return createHash("sha256")
    .update(`${request.method} ${new URL(request.url).pathname}\n${text}`)
    .digest("hex")
    .slice(0, 24);
}
