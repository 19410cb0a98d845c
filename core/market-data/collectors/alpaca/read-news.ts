import type { ToldArticle } from "#core/model";
import { NewsRow, whyNot } from "./rows.ts";
import { fromAlpaca } from "./symbols.ts";
import { COLLECTOR, finding, instant, type Telling, type Told, unreadable } from "./telling.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  "#39": "'",
};

/** Articles as they are told; one without a time or with one in the future is told with a finding. */
export function readNews(rows: readonly unknown[], telling: Telling): Told<ToldArticle> {
  const told: Told<ToldArticle> = { facts: [], findings: [] };
  for (const row of rows) {
    const read = NewsRow.safeParse(row);
    const headline = read.success ? plainText(read.data.headline).slice(0, 500) : "";
    if (!read.success || headline === "") {
      const why = read.success ? "headline: is empty" : whyNot(read.error);
      told.findings.push(unreadable("articles", "", why, row, telling));
      continue;
    }
    const { id, author, created_at, updated_at, summary, content, url, symbols, source } = read.data;
    told.facts.push({
      vendorId: id,
      headline,
      body: (plainText(content ?? "") || plainText(summary ?? "")).slice(0, 20_000),
      publisher: source?.slice(0, 200) || "Alpaca News",
      author: author?.slice(0, 300) || null,
      url: url?.slice(0, 2_000) || null,
      symbols: [...new Set((symbols ?? []).flatMap((name) => fromAlpaca(name) ?? []))].slice(0, 100),
      publishedAt: typeof created_at === "number" ? instant(created_at) : null,
      updatedAt: typeof updated_at === "number" ? instant(updated_at) : null,
      source: telling.source,
      collector: COLLECTOR,
    });
    const { receivedAt } = telling;
    const about = { severity: "warning", topic: "articles", subject: id } as const;
    if (typeof created_at !== "number")
      told.findings.push(
        finding(
          {
            ...about,
            check: "no-date",
            detail: "It has no time of publication; it is dated by when it came.",
          },
          receivedAt,
        ),
      );
    else if (created_at > Date.parse(receivedAt))
      told.findings.push(
        finding(
          {
            ...about,
            check: "future-date",
            detail: `It says that it was published at ${instant(created_at)}.`,
          },
          receivedAt,
        ),
      );
  }
  return told;
}

/** The words of a piece of HTML, paragraphs apart. */
export function plainText(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, " ")
    .replace(/<\/(?:p|div|li|h[1-6])>|<br\s*\/?>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#?\w{2,6});/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n\s*/g, "\n")
    .trim();
}
