const PROMPTS = [
  { does: "Test an idea", says: "Backtest a 20/50 SMA cross on the S&P 500 since 2010" },
  { does: "Tune it honestly", says: "Tune the SMA cross on the S&P 500 without fooling me" },
  { does: "See where you stand", says: "How is the portfolio doing today?" },
  { does: "Propose an order", says: "Buy $5,000 of AAPL" },
  { does: "Read the news", says: "What do the latest articles say about NVDA?" },
  { does: "Ask why", says: "Why did we make the last trade?" },
];

/** What one can ask, on the empty page. Choosing one sends it. */
export function SuggestedPrompts({ onChoose }: { onChoose: (text: string) => void }) {
  return (
    <div>
      <h1 className="text-xl font-semibold tracking-tight">What shall we look at?</h1>
      <p className="mt-1 max-w-prose text-muted">
        Agents test ideas, read the desk and propose orders. Risk gates check every order, people approve the
        large ones, and no model can send one by itself.
      </p>
      <ul className="mt-4 grid gap-2 sm:grid-cols-2">
        {PROMPTS.map(({ does, says }) => (
          <li key={says}>
            <button
              type="button"
              onClick={() => onChoose(says)}
              className="h-full w-full rounded-lg border border-line bg-surface px-3 py-2.5 text-left hover:border-accent"
            >
              <span className="label block">{does}</span>
              {says}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
