import { trouble } from "./troubles.ts";

/** An answer that was read to its end. */
export interface WholeAnswer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

/**
 * Reads an answer whole, and no more than allowed.
 *
 * @throws VendorError truncated where it breaks off, bad-request where it is larger than `maxBytes`
 */
export async function readWhole(vendor: string, response: Response, maxBytes: number): Promise<WholeAnswer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw trouble(vendor, "truncated", `${vendor}'s answer broke off after ${size} bytes.`);
    });
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => {});
      throw trouble(vendor, "bad-request", `${vendor}'s answer is larger than ${maxBytes} bytes.`, {
        why: "An answer of that size is not read, so that one call cannot fill the memory.",
      });
    }
    chunks.push(value);
  }
  return { status: response.status, headers: response.headers, bytes: Buffer.concat(chunks) };
}

/** @throws VendorError malformed where it is no JSON, truncated where it ends in the middle of some */
export function parseJson(vendor: string, { bytes, headers }: WholeAnswer): unknown {
  const text = new TextDecoder().decode(bytes).trim();
  if (text.startsWith("<") || /\b(?:html|xml)\b/i.test(headers.get("content-type") ?? ""))
    throw trouble(vendor, "malformed", `${vendor} sent a page of HTML or XML where JSON was asked for.`);
  try {
    return JSON.parse(text);
  } catch {
    throw isCutOff(text)
      ? trouble(
          vendor,
          "truncated",
          `${vendor}'s answer ends in the middle, after ${text.length} characters.`,
        )
      : trouble(vendor, "malformed", `${vendor}'s answer is not JSON.`);
  }
}

/** True when brackets or a text are still open at the end. */
function isCutOff(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isInText) {
      if (character === "\\") index++;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
  }
  return text === "" || isInText || depth > 0;
}
