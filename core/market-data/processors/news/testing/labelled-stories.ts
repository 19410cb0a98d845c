import type { StoryText } from "../story-clusters.ts";

/** An article of our own wording and the story a reader would say it tells. */
export interface LabelledStory extends StoryText {
  story: string;
}

const TOLD: readonly (readonly [story: string, headline: string, body: string])[] = [
  [
    "aapl-raise",
    "Apple raises outlook after strong phone sales",
    "Apple said on Tuesday it expects revenue of 98 billion dollars this quarter, above what analysts had forecast, as demand for its newest phone grew in every region.",
  ],
  [
    "aapl-raise",
    "Apple raises outlook on strong phone sales",
    "Apple on Tuesday said it expects revenue of 98 billion dollars this quarter, above what analysts forecast, as demand for its newest phone grew in every region.",
  ],
  [
    "aapl-raise",
    "UPDATE 1: Apple raises outlook after strong phone sales",
    "(Adds shares) Apple said on Tuesday it expects revenue of 98 billion dollars this quarter, above what analysts had forecast, as demand for its newest phone grew in every region. Shares rose 4 per cent.",
  ],
  [
    "aapl-raise",
    "iPhone maker lifts its guidance",
    "Strong demand everywhere made the company more hopeful about the coming months, it told investors.",
  ],
  [
    "msft-raise",
    "Microsoft raises outlook after strong cloud sales",
    "Microsoft said on Tuesday it expects revenue of 71 billion dollars next quarter, above what analysts had forecast, as companies moved more of their work to its data centres.",
  ],
  [
    "msft-raise",
    "Microsoft raises outlook after strong cloud sales",
    "Microsoft said Tuesday it expects revenue of 71 billion dollars next quarter, above what analysts had forecast, as companies moved more work to its data centres.",
  ],
  [
    "tsla-recall",
    "Tesla recalls 120,000 cars over doors that may open",
    "Tesla is calling back about 120,000 cars in the United States because doors may unlock in a crash, the road safety agency said on Friday.",
  ],
  [
    "tsla-recall",
    "Tesla recalls 120,000 vehicles over doors that may open",
    "Tesla is calling back about 120,000 vehicles in the United States because doors may unlock in a crash, the road safety agency said.",
  ],
  [
    "tsla-recall",
    "Tesla to recall 120,000 cars over doors",
    "About 120,000 cars in the United States are called back by Tesla because doors may unlock in a crash, the road safety agency said on Friday.",
  ],
  [
    "tsla-price",
    "Tesla cuts prices of two models in Europe",
    "Tesla lowered the prices of its two best-selling models in several countries of Europe on Friday, the second cut this year.",
  ],
  [
    "cpi",
    "Consumer prices rose 0.2 per cent in October",
    "Consumer prices in the United States rose 0.2 per cent in October from the month before and 2.6 per cent from a year earlier, the Bureau of Labor Statistics said.",
  ],
  [
    "cpi",
    "US consumer prices rose 0.2 per cent in October",
    "Consumer prices in the United States rose 0.2 per cent in October from September and 2.6 per cent from a year earlier, the Bureau of Labor Statistics said on Wednesday.",
  ],
  [
    "cpi-sept",
    "Consumer prices rose 0.1 per cent in September",
    "Prices paid by consumers went up a little less than expected, held down by cheaper petrol and used cars, government figures showed.",
  ],
  [
    "jpm-dividend",
    "JPMorgan lifts its dividend by a tenth",
    "The board of JPMorgan Chase raised the quarterly dividend to 1.40 dollars a share and allowed more buybacks after passing the yearly stress test.",
  ],
  [
    "jpm-dividend",
    "JPMorgan raises dividend by a tenth",
    "JPMorgan Chase raised the quarterly dividend to 1.40 dollars a share and allowed more buybacks after passing the yearly stress test, the bank said.",
  ],
  [
    "jpm-hire",
    "JPMorgan names new head of investment banking",
    "JPMorgan Chase named a veteran of its London office to lead investment banking from January, following a retirement.",
  ],
  [
    "nvda-chip",
    "NVIDIA shows its next chip for data centres",
    "NVIDIA presented a chip that it says trains models twice as fast as the one before, with first deliveries planned for the spring.",
  ],
  [
    "nvda-chip",
    "NVIDIA shows next chip for data centres",
    "NVIDIA presented a chip that it says trains models twice as fast as the last one; first deliveries are planned for the spring.",
  ],
  [
    "xom-fire",
    "Fire at an Exxon refinery is out",
    "A fire at a refinery of Exxon Mobil in Texas was put out on Monday morning; nobody was hurt and production goes on.",
  ],
  [
    "xom-fire",
    "Fire at Exxon refinery in Texas is out, nobody hurt",
    "A fire at a refinery of Exxon Mobil in Texas was put out Monday morning. Nobody was hurt and production goes on, the company said.",
  ],
  [
    "ko-price",
    "Coca-Cola to raise prices in spring",
    "Coca-Cola will charge shops more from the spring as sugar and aluminium became dearer, its finance chief told a conference.",
  ],
];

/** Known ten minutes apart, in the order of the list. */
export const labelled: readonly LabelledStory[] = TOLD.map(([story, headline, body], index) => ({
  id: `a${String(index).padStart(2, "0")}`,
  story,
  headline,
  body,
  knownAt: new Date(Date.UTC(2026, 10, 24, 9, index * 10)).toISOString(),
}));
