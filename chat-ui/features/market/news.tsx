import { Badge } from "../../components/badge.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { useDesk } from "../../lib/queries.ts";
import { webAddress } from "./web-address.ts";

type KnownArticle = DeskOutput<"listArticles">["articles"][number];

const FLAG_WORDS: Record<string, string> = {
  "no-date": "Its vendor gives no date; dated by its receipt",
  "future-date": "Its vendor dates it in the future; dated by its receipt",
};

/** The newest articles, one for each story. Their words are others' and are shown as plain text. */
export function News({ symbol, asOf }: { symbol: string; asOf: string | undefined }) {
  const query = useDesk("listArticles", { symbol, asOf, limit: 10 });
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows />}
      isEmpty={({ articles }) => articles.length === 0}
      empty={
        <EmptyState title="No news.">
          {query.data?.freshness.warning ?? `No article the desk holds names ${symbol}.`}
        </EmptyState>
      }
    >
      {({ articles, freshness }) => (
        <>
          {freshness.warning && <p className="bg-warn-soft px-3 py-2 text-sm">{freshness.warning}</p>}
          <ul className="divide-y divide-line">
            {articles.map((article) => (
              <Story key={article.id} article={article} />
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

function Story({ article }: { article: KnownArticle }) {
  const { headline, publisher, occurredAt, knownAt, source, collector, alsoTold, flags } = article;
  const address = webAddress(article.url);
  return (
    <li className="px-3 py-2">
      <p className="text-sm font-medium break-words">
        {address ? (
          <a href={address} target="_blank" rel="noreferrer noopener" className="text-accent underline">
            {headline}
          </a>
        ) : (
          headline
        )}
      </p>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-xs text-muted">
        <span>{publisher}</span>
        <Moment at={occurredAt} />
        {knownAt !== occurredAt && (
          <span>
            known <Moment at={knownAt} />
          </span>
        )}
        <span>
          by {collector} <SourceMark source={source} />
        </span>
        {alsoTold > 0 && <span>also told by {alsoTold === 1 ? "one other" : `${alsoTold} others`}</span>}
        {flags.map((flag) => (
          <Badge key={flag} tone="warn">
            {FLAG_WORDS[flag] ?? flag}
          </Badge>
        ))}
      </p>
    </li>
  );
}
