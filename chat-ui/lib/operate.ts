import type { DeskCallName, DeskInput, DeskOutput } from "./desk-types.ts";
import { failureFromBody, failureWithoutAnswer } from "./request-failure.ts";

/**
 * Calls one operation of the desk.
 *
 * @param idempotencyKey one per press of a button, so that a repeated request has one effect
 * @throws RequestFailure with the server's what, why and fix
 */
export function operate<Name extends DeskCallName>(
  name: Name,
  input: DeskInput<Name>,
  idempotencyKey?: string,
): Promise<DeskOutput<Name>> {
  return request<DeskOutput<Name>>(`/api/ops/${name}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
    },
    body: JSON.stringify(input),
  });
}

/** Fetches JSON with the session cookie. The one place that turns a bad answer into a RequestFailure. */
export async function request<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...init });
  } catch {
    throw failureWithoutAnswer();
  }
  const text = await response.text();
  if (!response.ok) throw failureFromBody(response.status, text);
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
}
