/** An article as NewsAPI writes it. */
export interface WireArticle {
  source: { id: string | null; name: string };
  author: string | null;
  title: string | null;
  description: string | null;
  url: string;
  urlToImage: string | null;
  /** UTC, such as 2026-11-20T14:05:00Z; null is not in the vendor's documents, and yet not impossible. */
  publishedAt: string | null;
  content: string | null;
}

export interface WireSource {
  id: string;
  name: string;
  description: string;
  url: string;
  category: string;
  language: string;
  country: string;
}

export const SOURCES: readonly WireSource[] = [
  ["harbour-wire", "Harbour Wire", "business"],
  ["morning-ledger", "Morning Ledger", "business"],
  ["evening-courant", "Evening Courant", "general"],
].map(([id = "", name = "", category = ""]) => ({
  id,
  name,
  description: `${name}, a paper of the made-up world.`,
  url: `https://${id}.example`,
  category,
  language: "en",
  country: "us",
}));
