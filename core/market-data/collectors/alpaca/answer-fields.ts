import { trouble } from "../vendor-call/index.ts";
import { VENDOR } from "./telling.ts";

/** Rows by name; none where it holds null. @throws VendorError where the answer is of another shape */
export function groupIn(body: unknown, key: string): Record<string, unknown> {
  const held = fieldIn(body, key);
  if (held === null) return {};
  if (typeof held !== "object" || Array.isArray(held)) throw odd(key);
  return held as Record<string, unknown>;
}

/** Rows in a list. @throws VendorError where the answer is of another shape */
export function listIn(body: unknown, key: string): unknown[] {
  const held = fieldIn(body, key);
  if (held === null) return [];
  if (!Array.isArray(held)) throw odd(key);
  return held;
}

function fieldIn(body: unknown, key: string): unknown {
  if (typeof body !== "object" || body === null || !(key in body)) throw odd(key);
  return (body as Record<string, unknown>)[key];
}

const odd = (key: string) =>
  trouble(VENDOR, "malformed", `Alpaca's answer has no ${key} in it, or in another shape.`);

/** Where the next page begins; null after the last. */
export function tokenIn(body: unknown): string | null {
  const token = (body as { next_page_token?: unknown }).next_page_token;
  return typeof token === "string" && token !== "" ? token : null;
}
