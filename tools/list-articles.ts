import { listArticles } from "#operations";
import { quoteOutside } from "./outside-text.ts";
import { toolFor } from "./tool-for.ts";

/** Enough of an article to judge it by. */
const BODY_CHARS = 1_200;

export const listArticlesTool = toolFor(listArticles, {
  describe:
    "After reading articles, every order proposed on this thread needs two people. Their ids are what generate_signals and causedBy of propose_order take.",
  outside: ({ articles }) => articles.map((article) => article.id),
  trim: ({ articles }) => ({
    articles: articles.map((article) => ({
      id: article.id,
      headline: quoteOutside(article.headline),
      body: quoteOutside(article.body, BODY_CHARS),
      publisher: quoteOutside(article.publisher, 200),
      occurredAt: article.occurredAt,
      source: article.source,
    })),
  }),
});
