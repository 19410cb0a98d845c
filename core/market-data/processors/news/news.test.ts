import { describe, expect, it } from "vitest";
import type { ToldArticle } from "#core/model";
import { articleKey, publisherName } from "./article-key.ts";
import { canonicalUrl } from "./canonical-url.ts";
import { inspectArticles } from "./inspect-articles.ts";
import { languageOf } from "./language.ts";
import { clusterArticles, StoryClusters } from "./story-clusters.ts";
import { labelled } from "./testing/labelled-stories.ts";

describe("the canonical address", () => {
  it.each([
    [
      "http://WWW.Example.com/News/Apple?utm_source=x&id=7&fbclid=1#top",
      "https://example.com/News/Apple?id=7",
    ],
    ["https://m.example.com/news/apple/", "https://example.com/news/apple"],
    ["https://amp.example.com/news/apple/amp", "https://example.com/news/apple"],
    ["https://example.com/amp/news/apple.amp.html", "https://example.com/news/apple.html"],
    ["https://www.google.com/amp/s/www.example.com/news/apple", "https://example.com/news/apple"],
    [
      "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/news/apple",
      "https://example.com/news/apple",
    ],
    ["https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2"],
    ["https://example.com:8443/index.html", "https://example.com:8443/"],
    ["https://example.com", "https://example.com/"],
  ])("of %s is %s", (address, canonical) => {
    expect(canonicalUrl(address)).toBe(canonical);
    expect(canonicalUrl(canonical)).toBe(canonical);
  });

  it("is none for what is no page of the web", () => {
    for (const address of ["", "not an address", "mailto:a@example.com", "file:///etc/hosts"])
      expect(canonicalUrl(address)).toBeNull();
  });
});

describe("an article's key", () => {
  const article = {
    url: "https://example.com/a?utm_source=x",
    headline: "Apple rises",
    body: "More.",
    publisher: "Wire",
  };
  it("is that of its page, and of its words where it has none", () => {
    expect(articleKey(article)).toMatch(/^[0-9a-f]{40}$/);
    expect(
      articleKey({
        ...article,
        url: "http://www.example.com/a#x",
        headline: "Corrected",
        publisher: "Other",
      }),
    ).toBe(articleKey(article));
    const bare = { ...article, url: null };
    expect(articleKey({ ...bare, headline: "APPLE  rises!" })).toBe(articleKey(bare));
    expect(articleKey({ ...bare, headline: "Apple falls" })).not.toBe(articleKey(bare));
    const front = { ...article, url: "https://example.com/" };
    expect(articleKey(front)).toBe(articleKey(bare));
  });

  it.each([
    ["WSJ.com", "The Wall Street Journal"],
    ["  thomson  reuters ", "Reuters"],
    ["BusinessWire", "Business Wire"],
    ["Barrons.com", "Barron's"],
    ["www.smallpaper.com", "smallpaper"],
    ["Der Spiegel", "Der Spiegel"],
  ])("counts %s as %s", (told, name) => {
    expect(publisherName(told)).toBe(name);
  });
});

describe("the language", () => {
  it.each([
    [
      "The company raised its outlook for the year after demand for its phones grew faster than expected.",
      "eng",
    ],
    [
      "Das Unternehmen hob seine Prognose für das Jahr an, nachdem die Nachfrage schneller gewachsen war.",
      "deu",
    ],
    [
      "La empresa elevó sus previsiones para el año después de que la demanda creciera más de lo esperado.",
      "spa",
    ],
    ["L'entreprise a relevé ses prévisions pour l'année après une demande plus forte que prévu.", "fra"],
    [
      "同社は需要が予想以上に伸びたことを受けて、通期の業績見通しを引き上げたと発表した。株価は上昇し、取引所で最高値を付けた。",
      "jpn",
    ],
    ["Apple up 3%", "und"],
    ["", "und"],
    ["$AAPL $MSFT $NVDA 1234 5678", "und"],
  ])("of %s is %s", (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});

describe("stories", () => {
  it("are gathered as the labels of a small set say", () => {
    const cluster = new Map(clusterArticles(labelled).map(({ id, clusterId }) => [id, clusterId]));
    let [together, apart, missed, wrong] = [0, 0, 0, 0];
    labelled.forEach((one, index) => {
      for (const other of labelled.slice(index + 1)) {
        const isOne = cluster.get(one.id) === cluster.get(other.id);
        if (one.story === other.story) isOne ? together++ : missed++;
        else isOne ? wrong++ : apart++;
      }
    });
    // The three missed pairs are those of a telling in wholly other words.
    expect({ together, missed, wrong }).toEqual({ together: 11, missed: 3, wrong: 0 });
    expect(apart).toBeGreaterThan(150);
  });

  it("take an article by what was known before it, whatever comes later and in any order", () => {
    const whole = clusterArticles(labelled);
    expect(clusterArticles(labelled.toReversed())).toEqual(whole);
    const sorted = labelled.toSorted((a, b) => (`${a.knownAt} ${a.id}` < `${b.knownAt} ${b.id}` ? -1 : 1));
    for (let cut = 1; cut <= sorted.length; cut++)
      expect(clusterArticles(sorted.slice(0, cut))).toEqual(whole.slice(0, cut));
  });

  it("begin anew after three days", () => {
    const told = (id: string, knownAt: string) => ({
      id,
      headline: "Apple to present at a conference",
      body: "",
      knownAt,
    });
    const clusters = new StoryClusters();
    expect(clusters.add(told("a", "2026-11-20T10:00:00.000Z")).clusterId).toBe("a");
    expect(clusters.add(told("b", "2026-11-22T10:00:00.000Z")).clusterId).toBe("a");
    expect(clusters.add(told("c", "2026-11-25T10:00:00.001Z")).clusterId).toBe("c");
  });
});

describe("an article's time", () => {
  const foundAt = "2026-11-24T12:00:00.000Z";
  const dated = (publishedAt: string | null): ToldArticle => ({
    vendorId: "7",
    headline: "Apple rises",
    body: "",
    publisher: "Wire",
    author: null,
    url: null,
    symbols: [],
    publishedAt,
    updatedAt: null,
    source: "live",
    collector: "newsapi",
  });
  it.each([
    [null, ["no-date"]],
    ["2026-11-24T12:01:00.000Z", []],
    ["2026-11-24T12:01:00.001Z", ["future-date"]],
    ["2026-11-17T12:00:00.000Z", []],
    ["2026-11-17T11:59:59.999Z", ["stale"]],
  ])("%s gives %s", (publishedAt, checks) => {
    const found = inspectArticles([dated(publishedAt)], { foundAt, staleAfterDays: 7 });
    expect(found.map(({ check }) => check)).toEqual(checks);
  });
});
