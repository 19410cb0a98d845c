import { z } from "zod";
import { type Finding, type Instant, type Source, ToldArticle } from "#core/model";
import { plainText } from "./plain-text.ts";

export const COLLECTOR = "newsapi";

/** Everything but these may come and go; whatever else a row holds is passed over. */
const WireArticle = z.object({
  source: z.object({ name: z.string().nullish() }).nullish(),
  author: z.string().nullish(),
  title: z.string(),
  description: z.string().nullish(),
  url: z.string().min(1),
  publishedAt: z.string().nullish(),
  content: z.string().nullish(),
});

/** A page as the vendor sends it. */
export const WirePage = z.object({
  status: z.literal("ok"),
  totalResults: z.number().int().nonnegative(),
  articles: z.array(z.unknown()),
});

/** An instrument and the names under which its articles were asked for. */
export interface AskedInstrument {
  symbol: string;
  names: readonly string[];
}

export interface Telling {
  receivedAt: Instant;
  source: Source;
  asked: readonly AskedInstrument[];
  from: Instant;
  to: Instant;
}

const WITHDRAWN = "[Removed]";
/** Rows without a time are set to the beginning of 1970 here and there. */
const EARLIEST = "1971";

/** The articles of one page. Dates that are missing or lie ahead are findings, and such an article counts from receipt. */
export function readArticles(
  rows: readonly unknown[],
  telling: Telling,
): { articles: ToldArticle[]; findings: Finding[] } {
  const articles = new Map<string, ToldArticle>();
  const findings: Finding[] = [];
  let withdrawn = 0;
  rows.forEach((row, index) => {
    const read = WireArticle.safeParse(row);
    if (!read.success) {
      const issue = read.error.issues[0];
      const field = issue?.path.join(".") || "row";
      findings.push(
        remark("unreadable", `row ${index + 1}`, `${field}: ${issue?.message ?? "unknown"}.`, telling),
      );
    } else if (read.data.title === WITHDRAWN) withdrawn++;
    else tell(read.data);
  });
  if (withdrawn > 0)
    findings.push({
      ...remark("left-out", "", `Withdrawn by their papers and left out: ${withdrawn}.`, telling),
      severity: "info",
    });
  return { articles: [...articles.values()], findings };

  function tell(wire: z.infer<typeof WireArticle>): void {
    const dated = dateOf(wire, telling);
    if (dated.isOutside) return;
    const told = ToldArticle.safeParse(toArticle(wire, dated.at, telling));
    if (!told.success) {
      const issue = told.error.issues[0];
      const why = `${issue?.path.join(".")}: ${issue?.message}.`;
      findings.push(remark("unreadable", wire.url, why, telling));
      return;
    }
    if (dated.finding) findings.push(dated.finding);
    articles.set(told.data.vendorId, told.data);
  }
}

interface Dated {
  at: Instant | null;
  finding: Finding | null;
  /** Published outside the window asked for. */
  isOutside: boolean;
}

function dateOf({ publishedAt, url }: z.infer<typeof WireArticle>, telling: Telling): Dated {
  const ms = publishedAt && /^\d{4}-\d{2}-\d{2}T/.test(publishedAt) ? Date.parse(publishedAt) : Number.NaN;
  const at = Number.isFinite(ms) ? new Date(ms).toISOString() : null;
  if (at === null || at < EARLIEST) {
    const detail = `It is dated ${JSON.stringify(publishedAt ?? null)}; it counts from when it was received.`;
    return { at: null, finding: remark("no-date", url, detail, telling), isOutside: false };
  }
  if (at > telling.receivedAt) {
    const detail = `It is dated ${at}, after it was received; it counts from when it was received.`;
    return { at: null, finding: remark("future-date", url, detail, telling), isOutside: false };
  }
  return { at, finding: null, isOutside: at < telling.from || at > telling.to };
}

function toArticle(
  wire: z.infer<typeof WireArticle>,
  publishedAt: Instant | null,
  telling: Telling,
): ToldArticle {
  const parts = [wire.description, wire.content].map((part) => plainText(part ?? "")).filter(Boolean);
  const headline = plainText(wire.title);
  const text = ` ${headline}\n${parts.join("\n")} `;
  return {
    vendorId: wire.url,
    headline: headline.slice(0, 500),
    body: parts.join("\n\n").slice(0, 20_000),
    publisher: (plainText(wire.source?.name ?? "") || hostOf(wire.url)).slice(0, 200),
    author: plainText(wire.author ?? "").slice(0, 300) || null,
    url: /^https?:\/\//i.test(wire.url) ? wire.url : null,
    symbols: telling.asked
      .filter(({ names }) => names.some((name) => isNamed(name, text)))
      .map(({ symbol }) => symbol),
    publishedAt,
    updatedAt: null,
    source: telling.source,
    collector: COLLECTOR,
  };
}

/** A whole word, in whatever capitals. */
function isNamed(name: string, text: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "iu").test(text);
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname || "unknown";
  } catch {
    return "unknown";
  }
}

export const remark = (
  check: Finding["check"],
  subject: string,
  detail: string,
  { receivedAt }: Pick<Telling, "receivedAt">,
): Finding => ({
  check,
  severity: "warning",
  topic: "articles",
  subject: subject.slice(0, 200),
  interval: null,
  from: null,
  to: null,
  detail: detail.slice(0, 1_000),
  collector: COLLECTOR,
  foundAt: receivedAt,
});
