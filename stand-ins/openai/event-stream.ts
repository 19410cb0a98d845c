import type { ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Fault } from "./script.ts";

/** Longest piece of a text, in UTF-16 units: short, so that names, escapes and numbers are cut in two. */
const LONGEST_PIECE = 7;
/** Longest write, in bytes: prime and small, so that lines and multi-byte characters are cut in two. */
const BYTES_A_WRITE = 61;

/** Splits texts at places that depend on the seed alone, within words, escapes and surrogate pairs. */
export function cutter(random: () => number): (text: string) => string[] {
  return (text) => {
    const pieces: string[] = [];
    for (let from = 0; from < text.length; ) {
      const length = 1 + Math.floor(random() * LONGEST_PIECE);
      pieces.push(text.slice(from, from + length));
      from += length;
    }
    return pieces;
  };
}

/** How a body ends: in good order, never, or with the connection. */
export type Ending = "whole" | "silent" | "broken";

/** What a stream carries once its fault has befallen it. */
export function streamOf(
  chunks: readonly object[],
  fault: Fault | undefined,
): { events: string[]; ending: Ending } {
  const events = [...chunks.map((chunk) => event(JSON.stringify(chunk))), event("[DONE]")];
  switch (fault?.kind) {
    case "stall":
      return { events: events.slice(0, fault.afterEvents), ending: "silent" };
    case "drop":
      return { events: events.slice(0, fault.afterEvents), ending: "broken" };
    case "end-early":
      return { events: events.slice(0, fault.afterEvents), ending: "whole" };
    case "malformed":
      return { events: events.toSpliced(fault.afterEvents, 1, event('{"id":"chatcmpl-')), ending: "whole" };
    case "error-event":
      return { events: [...events.slice(0, fault.afterEvents), event(SERVER_ERROR)], ending: "whole" };
    default:
      return { events, ending: "whole" };
  }
}

const event = (data: string) => `data: ${data}\n\n`;

const SERVER_ERROR = JSON.stringify({
  error: { message: "The server had an error", type: "server_error", param: null, code: null },
});

/** Writes a body in small pieces, each of which reaches the client on its own, and ends it as told. */
export async function writeSlowly(response: ServerResponse, body: string, ending: Ending): Promise<void> {
  const bytes = Buffer.from(body);
  response.flushHeaders();
  for (let from = 0; from < bytes.length && !response.destroyed; from += BYTES_A_WRITE) {
    response.write(bytes.subarray(from, from + BYTES_A_WRITE));
    await nextTurn();
  }
  if (ending === "whole") response.end();
  if (ending === "broken") response.socket?.destroy();
}
