import { listArticles } from "#operations";
import { quoteOutside } from "./outside-text.ts";
import { toolFor } from "./tool-for.ts";

/** Enough of an article to judge it by. */
const BODY_CHARS = 1_200;

export const listArticlesTool = toolFor(listArticles, {
  describe:
    "One article stands for each story; alsoTold counts the others that told it. asOf cuts off what was not known by then: knownAt is when we learned of it, occurredAt when it was published. After reading articles, every order proposed on this thread needs two people. Their ids are what generate_signals and causedBy of propose_order take.",
  outside: ({ articles }) => articles.map((article) => article.id),
  trim: ({ articles, nextCursor, freshness }) => ({
    articles: articles.map((article) => ({
      id: article.id,
      headline: quoteOutside(article.headline),
      body: quoteOutside(article.body, BODY_CHARS),
      publisher: quoteOutside(article.publisher, 200),
      occurredAt: article.occurredAt,
      knownAt: article.knownAt,
      alsoTold: article.alsoTold,
      flags: article.flags,
      source: article.source,
    })),
    nextCursor,
    freshness,
  }),
});
