import { scenariosOf } from "../scenario.ts";
import { AS_OPENED } from "./names.ts";

/** Prices drawn and compared, figures of the economy, how good our data are, and what was known when. */
export const data = scenariosOf(
  "data",
  {
    id: "chart-two",
    title: "Two names are charted by how far each moved since a date, with the source of each",
    steps: [
      {
        by: "Tess",
        says: "chart NVDA and SPY since March, daily",
        expect: {
          route: ["monitoring"],
          calls: [
            { tool: "chart_prices", args: { symbols: ["NVDA", "SPY"], from: /^2026-03-01/ }, outcome: "ok" },
          ],
          says: ["NVIDIA", "SPY", "simulated"],
          figures: 4,
        },
      },
    ],
    endState: AS_OPENED,
  },
  {
    id: "figure-and-next-release",
    title: "The latest CPI is told with its period, its publication and the date of the next one",
    hasFigures: true,
    steps: [
      {
        by: "Tess",
        says: "latest CPI and when is the next release",
        expect: {
          route: ["monitoring"],
          calls: [{ tool: "get_indicator", outcome: "ok" }],
          says: ["CPIAUCSL", "2026-10-01", "2026-12-14", "simulated"],
          figures: 1,
        },
      },
      {
        by: "Tess",
        says: "what was GDP as it was known on May 1 2026?",
        expect: {
          calls: [{ tool: "get_indicator", args: { asOf: /^2026-05-02T03:59/ }, outcome: "ok" }],
          says: ["2026-01-01", "known by"],
        },
      },
    ],
    endState: AS_OPENED,
  },
  {
    id: "figure-not-held",
    title: "A figure that is not held is not made up",
    steps: [
      {
        by: "Tess",
        says: "latest CPI?",
        expect: {
          calls: [{ tool: "get_indicator", outcome: "error" }],
          says: [/no economic series/i],
          neverSays: [/\d\.\d/],
        },
      },
    ],
    endState: AS_OPENED,
  },
  {
    id: "news-as-known",
    title: "News are told only as far as they were known by the hour that was named",
    steps: [
      {
        article: {
          headline: "Apple names a new head of design",
          body: "The company gave no figures.",
          publisher: "Wire",
        },
      },
      { waitMs: 3_600_000 },
      {
        by: "Tess",
        says: "news on Apple, only what we knew by today at 10:30 am",
        expect: {
          calls: [{ tool: "list_articles", args: { symbol: "AAPL", asOf: "2026-11-24T15:30:00.000Z" } }],
          says: ["new head of design", "known by"],
        },
      },
      {
        by: "Tess",
        says: "news on Apple, only what we knew by yesterday noon",
        expect: {
          calls: [{ tool: "list_articles", args: { symbol: "AAPL", asOf: "2026-11-23T17:00:00.000Z" } }],
          says: [/no news/i],
          neverSays: ["head of design"],
        },
      },
    ],
    endState: AS_OPENED,
  },
  {
    id: "is-it-complete",
    title: "Asked whether data is complete, it gives the verdict with its figures and source",
    steps: [
      {
        by: "Tess",
        says: "is our data for MSFT complete?",
        expect: {
          route: ["monitoring"],
          calls: [{ tool: "get_data_quality", args: { symbol: "MSFT" }, outcome: "ok" }],
          says: [/^.*complete:/im, "simulated"],
          figures: 1,
        },
      },
    ],
    endState: AS_OPENED,
  },
  {
    id: "exchange-hours",
    title: "Whether the exchange is open is answered by its calendar, holidays by name",
    steps: [
      {
        by: "Tess",
        says: "is the market open on thanksgiving?",
        expect: {
          calls: [{ tool: "get_calendar", args: { from: "2026-11-26", to: "2026-11-26" }, outcome: "ok" }],
          says: ["closed", "Thanksgiving"],
        },
      },
      {
        by: "Tess",
        says: "is the market open?",
        expect: { calls: [{ tool: "get_calendar", outcome: "ok" }], says: ["open now", "16:00"] },
      },
    ],
    endState: AS_OPENED,
  },
  {
    id: "books-and-broker",
    title: "Whether the broker agrees with our books is answered by the last comparison",
    steps: [
      {
        by: "Tess",
        says: "does the broker agree with our books?",
        expect: {
          route: ["monitoring"],
          calls: [{ tool: "get_reconciliation", outcome: "ok" }],
          says: [/agree/i],
        },
      },
    ],
    endState: AS_OPENED,
  },
);
