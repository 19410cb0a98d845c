import { z } from "zod";
import { type FactBatch, type Interval, ManualClock } from "#core/model";
import type { Collector, Wish } from "../../../collector.ts";
import { YahooCollector } from "../collector.ts";
import { fromYahoo } from "../symbols.ts";

/** One exchange with Yahoo as the client's own tests keep it. */
export const Recording = z.looseObject({
  request: z.looseObject({ url: z.url() }),
  response: z.looseObject({
    status: z.number().int(),
    headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    bodyJson: z.unknown().optional(),
    bodyText: z.string().optional(),
  }),
});
export type Recording = z.infer<typeof Recording>;

/** After every recording that bears no date was made, so that nothing in one is still to come. */
const LATE = "2026-11-24T22:00:00.000Z";
/** Yahoo's names of the lengths of bars we know. */
const INTERVALS: Readonly<Record<string, Interval>> = {
  "1m": "1m",
  "5m": "5m",
  "15m": "15m",
  "30m": "30m",
  "60m": "1h",
  "1h": "1h",
  "1d": "1d",
  "1wk": "1w",
  "1mo": "1mo",
};
/** Headers that mean something to a client; others speak of the bytes as they came. */
const KEPT = ["content-type", "location", "set-cookie"];

export function answerOf({ response }: Recording): Response {
  const headers = new Headers();
  for (const [name, values] of Object.entries(response.headers))
    if (KEPT.includes(name)) for (const value of [values].flat()) headers.append(name, value);
  const body = response.bodyText ?? JSON.stringify(response.bodyJson ?? {});
  return new Response(body, { status: response.status, headers });
}

/** Serves each recording to calls of its host and path, and a cookie and a crumb to whoever asks for them. */
export function serving(recordings: readonly Recording[]): typeof fetch {
  return async (input) => {
    const { host, pathname } = new URL(input instanceof Request ? input.url : input);
    const found = recordings.find(({ request }) => {
      const recorded = new URL(request.url);
      return recorded.host === host && decodeURIComponent(recorded.pathname) === decodeURIComponent(pathname);
    });
    if (found) return answerOf(found);
    if (pathname === "/v1/test/getcrumb") return new Response("aB3dE5gH7jK");
    if (host !== "finance.yahoo.com") throw new Error(`nothing is recorded for ${host}${pathname}`);
    return new Response("<html></html>", {
      headers: { "set-cookie": "A3=d=1; Max-Age=31536000; Domain=.yahoo.com; Path=/; Secure" },
    });
  };
}

/** When a recording was made. */
export function madeAt({ response }: Recording): string {
  const at = new Date(String(response.headers.date ?? LATE));
  return Number.isNaN(at.getTime()) ? LATE : at.toISOString();
}

export const collectorOf = (send: typeof fetch, now = LATE): YahooCollector =>
  new YahooCollector(
    { fetch: send, health: () => ({ status: "ok", detail: "", answeredAt: null }) },
    { clock: new ManualClock(now), source: "delayed" },
  );

/** What a person would ask so that Yahoo answers like that; empty where we ask nothing of the kind. */
export function wishesFor({ request }: Recording): Wish[] {
  const { pathname, searchParams } = new URL(request.url);
  const last = decodeURIComponent(pathname.split("/").pop() ?? "");
  const symbols = [fromYahoo(last) ?? last];
  if (pathname.startsWith("/v8/finance/chart/")) {
    const [from, to] = ["period1", "period2"].map((name) => Number(searchParams.get(name)) * 1000);
    const window = {
      from: new Date(from ?? 0).toISOString(),
      to: new Date((to ?? 0) + 86_400_000).toISOString(),
    };
    const interval = INTERVALS[searchParams.get("interval") ?? ""];
    const bars: Wish[] = interval ? [{ topic: "bars", symbols, interval, ...window }] : [];
    return [...bars, { topic: "actions", symbols, ...window }];
  }
  if (pathname === "/v7/finance/quote") {
    const names = (searchParams.get("symbols") ?? "").split(",");
    return [{ topic: "quotes", symbols: names.map((name) => fromYahoo(name) ?? name) }];
  }
  if (pathname.startsWith("/v10/finance/quoteSummary/"))
    return [
      { topic: "profiles", symbols },
      { topic: "earnings", symbols },
    ];
  if (pathname !== "/v1/finance/search") return [];
  const text = searchParams.get("q") ?? "";
  return [
    { topic: "search", text },
    { topic: "articles", symbols: [], text, from: "2000-01-01T00:00:00.000Z", to: LATE },
  ];
}

type Gathered = Required<
  Pick<FactBatch, "bars" | "actions" | "quotes" | "profiles" | "earnings" | "articles" | "findings">
>;

/** Everything the pages of one wish hold. */
export async function collectAll(collector: Collector, wish: Wish, resume?: string): Promise<Gathered> {
  const all: Gathered = {
    bars: [],
    actions: [],
    quotes: [],
    profiles: [],
    earnings: [],
    articles: [],
    findings: [],
  };
  for await (const { facts } of collector.collect(wish, { resume })) {
    all.bars.push(...(facts.bars ?? []));
    all.actions.push(...(facts.actions ?? []));
    all.quotes.push(...(facts.quotes ?? []));
    all.profiles.push(...(facts.profiles ?? []));
    all.earnings.push(...(facts.earnings ?? []));
    all.articles.push(...(facts.articles ?? []));
    all.findings.push(...(facts.findings ?? []));
  }
  return all;
}
