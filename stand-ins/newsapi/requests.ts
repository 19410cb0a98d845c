import { badParameter, incompatible, NewsRefusal } from "./errors.ts";
import { type Finds, readSearch } from "./search-terms.ts";
import { SOURCES, type WireArticle } from "./wire.ts";

const LANGUAGES = "ar de en es fr he it nl no pt ru sv ud zh".split(" ");
const CATEGORIES = "business entertainment general health science sports technology".split(" ");
const SORTS = ["relevancy", "popularity", "publishedAt"];
const FIELDS = ["title", "description", "content"] as const;
const MAX_PAGE = 100;

export interface Paging {
  pageSize: number;
  page: number;
}

/** @throws NewsRefusal */
export function readPaging(query: URLSearchParams, usual: number): Paging {
  const read = (name: string, from: number, to: number, otherwise: number): number => {
    const text = query.get(name);
    if (text === null) return otherwise;
    const value = Number(text);
    if (!Number.isInteger(value) || value < from || value > to)
      throw badParameter(`The ${name} parameter must be between ${from} and ${to}.`);
    return value;
  };
  return { pageSize: read("pageSize", 1, MAX_PAGE, usual), page: read("page", 1, 10_000, 1) };
}

/** An instant of `from` or `to`: a day, or a day and a time of UTC to the second or the millisecond. */
export function readTime(query: URLSearchParams, name: "from" | "to"): number | null {
  const text = query.get(name);
  if (text === null) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/.test(text);
  const atMs = isDay
    ? Date.parse(`${text}T${name === "from" ? "00:00:00" : "23:59:59"}Z`)
    : Date.parse(text.endsWith("Z") ? text : `${text}Z`);
  if (!(isDay || isTime) || !Number.isFinite(atMs))
    throw badParameter(`The ${name} parameter is not a valid ISO 8601 date.`);
  return atMs;
}

/** What of an article is asked for; everything but time and page. @throws NewsRefusal */
export function readEverything(query: URLSearchParams): (article: WireArticle) => boolean {
  if (!["q", "qInTitle", "sources", "domains"].some((name) => query.get(name)))
    throw new NewsRefusal(
      400,
      "parametersMissing",
      "Required parameters are missing, the scope of your search is too broad. Please set any of the following required parameters and try again: q, qInTitle, sources, domains.",
    );
  oneOf(query, "language", LANGUAGES);
  oneOf(query, "sortBy", SORTS);
  const sources = readSources(query);
  const domains = listOf(query, "domains");
  const excluded = listOf(query, "excludeDomains");
  const finds = readWords(query);
  const language = query.get("language");
  return (article) =>
    finds(article) &&
    (sources.length === 0 || sources.includes(article.source.id ?? "")) &&
    (domains.length === 0 || domains.some((domain) => isAt(article, domain))) &&
    !excluded.some((domain) => isAt(article, domain)) &&
    (language === null || language === "en");
}

/** @throws NewsRefusal */
export function readHeadlines(query: URLSearchParams): (article: WireArticle) => boolean {
  const country = query.get("country");
  const category = query.get("category");
  if (query.get("sources") && (country || category))
    throw incompatible("You cannot mix the sources parameter with the country or category parameters.");
  if (!["q", "sources", "country", "category"].some((name) => query.get(name)))
    throw new NewsRefusal(400, "parametersMissing", "Required parameters are missing.");
  oneOf(query, "category", CATEGORIES);
  const sources = readSources(query);
  const finds = readWords(query);
  return (article) =>
    finds(article) &&
    (country === null || country === "us") &&
    (category === null || category === "business") &&
    (sources.length === 0 || sources.includes(article.source.id ?? ""));
}

export function readCatalogue(query: URLSearchParams) {
  const is = (name: "category" | "language" | "country", value: string) =>
    query.get(name) === null || query.get(name) === value;
  return SOURCES.filter(
    ({ category, language, country }) =>
      is("category", category) && is("language", language) && is("country", country),
  );
}

function readWords(query: URLSearchParams): (article: WireArticle) => boolean {
  const searched = listOf(query, "searchIn");
  const odd = searched.find((field) => !FIELDS.some((known) => known === field));
  if (odd) throw badParameter(`searchIn has no ${odd}.`);
  const inTitle = finder(query.get("qInTitle"));
  const anywhere = finder(query.get("q"));
  const fields = FIELDS.filter((field) => searched.length === 0 || searched.includes(field));
  return (article) =>
    inTitle(article.title ?? "") && anywhere(fields.map((field) => article[field] ?? "").join(" "));
}

const finder = (text: string | null): Finds => (text ? readSearch(text) : () => true);

function readSources(query: URLSearchParams): string[] {
  const sources = listOf(query, "sources");
  if (sources.length > 20)
    throw new NewsRefusal(400, "sourcesTooMany", "You have requested too many sources in a single request.");
  const unknown = sources.find((id) => !SOURCES.some((source) => source.id === id));
  if (unknown) throw new NewsRefusal(400, "sourceDoesNotExist", `The source ${unknown} does not exist.`);
  return sources;
}

const isAt = ({ url }: WireArticle, domain: string): boolean => {
  const { hostname } = new URL(url);
  return hostname === domain || hostname.endsWith(`.${domain}`);
};

function oneOf(query: URLSearchParams, name: string, known: readonly string[]): void {
  const value = query.get(name);
  if (value !== null && !known.includes(value)) throw badParameter(`The ${name} parameter has no ${value}.`);
}

const listOf = (query: URLSearchParams, name: string): string[] =>
  (query.get(name) ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
