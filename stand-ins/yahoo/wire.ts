/** One answer as it goes over the wire. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

/** One request, under the host it was meant for. */
export interface Call {
  method: string;
  host: string;
  path: string;
  query: URLSearchParams;
  cookies: ReadonlyMap<string, string>;
  body: string;
}

export const json = (body: unknown, status = 200): Answer => ({
  status,
  headers: { "content-type": "application/json;charset=utf-8", "cache-control": "public, max-age=1" },
  body: JSON.stringify(body),
});

export const text = (body: string, status = 200): Answer => ({
  status,
  headers: { "content-type": "text/plain;charset=utf-8" },
  body,
});

export const page = (body: string, headers: Answer["headers"] = {}): Answer => ({
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8", ...headers },
  body: `<!DOCTYPE html><html><body>${body}</body></html>`,
});

export const redirect = (status: 302 | 307, location: string, cookies: string[] = []): Answer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8", location, "set-cookie": cookies },
  body: "",
});

/** An error in the envelope of its endpoint: chart, quoteResponse, quoteSummary, optionChain or finance. */
export const refusal = (envelope: string, status: number, code: string, description: string): Answer =>
  json({ [envelope]: { result: null, error: { code, description } } }, status);

export const epochS = (ms: number): number => Math.floor(ms / 1000);
