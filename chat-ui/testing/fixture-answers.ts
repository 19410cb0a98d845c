import type { UIMessageChunk } from "ai";
import type { EquityCurve, GroundedFigure } from "../features/chat/desk-message.ts";
import type { Person } from "../lib/desk-types.ts";
import type { FixtureDesk } from "./fixture-desk.ts";

export type Chunk = UIMessageChunk;
/** A chunk, or milliseconds to wait before the next one. */
export type Beat = Chunk | number;

/** Plays the answer that fits the words: a backtest, a sweep, an order, a failure, or the portfolio. */
export function answerTo(text: string, person: Person, desk: FixtureDesk): Beat[] {
  if (/backtest/i.test(text)) return backtestAnswer();
  if (/tune|sweep/i.test(text)) return sweepAnswer();
  if (/buy|invest|put \$/i.test(text)) return orderAnswer(text, person, desk);
  if (/fail/i.test(text)) return failedAnswer();
  if (/slow/i.test(text)) return slowAnswer();
  if (/html/i.test(text)) return hostileAnswer();
  return portfolioAnswer();
}

const METRICS = {
  totalReturn: 1.1834,
  annualReturn: 0.0791,
  sharpeRatio: 0.72,
  maxDrawdown: 0.1912,
  tradeCount: 41,
};

function backtestAnswer(): Beat[] {
  const text = [
    "The **20/50 SMA cross** on the S&P 500 (sample data) returned **118.34%** from 2010 to 2020, against 129.10% for buy and hold.",
    "",
    "| Metric | Strategy | Buy and hold |",
    "| --- | ---: | ---: |",
    "| Annual return | 7.91% | 8.43% |",
    "| Sharpe ratio | 0.72 | 0.61 |",
    "| Deepest fall | 19.12% | 33.92% |",
    "| Trades | 41 | 1 |",
    "",
    "It gave up some return and fell less deeply. Moving the averages a little changes the result by about 3.5%, so do not read much into these exact lengths.",
  ].join("\n");
  return [
    ...handOff("decision", "You asked to test a strategy on history."),
    ...toolCall("call_list", "list_strategies", {}, { strategies: [{ kind: "sma-cross", version: 1 }] }, 40),
    ...toolCall(
      "call_bt",
      "run_backtest",
      { strategy: "sma-cross", symbol: "SP500", parameters: { fast: 20, slow: 50 }, from: "2010-01-01" },
      { id: "bkt_01JD8Q4T7M", source: "sample", metrics: METRICS, warnings: [] },
      350,
    ),
    { type: "data-chart", id: "chart-1", data: curve() },
    ...spoken(text, traced(text, "call_bt", ["3.5%"])),
  ];
}

function sweepAnswer(): Beat[] {
  const input = { strategy: "sma-cross", symbol: "SP500", grid: { fast: [5, 10, 20], slow: [50, 100, 200] } };
  const call = { toolCallId: "call_sweep", toolName: "sweep_parameters", dynamic: true } as const;
  const steps: Beat[] = Array.from({ length: 20 }, (_, step) => step + 1).flatMap((step): Beat[] => [
    60,
    {
      type: "data-progress",
      id: "call_sweep",
      data: { label: "Sweeping SMA cross on SP500", done: step * 18, total: 360 },
    },
  ]);
  const text =
    "Of **360** combinations, fast 15 and slow 120 was best in sample with a Sharpe ratio of 0.94. Out of sample it fell to **0.41**. The best of this many worthless trials would show about 0.88 by chance, so the tuned result is **likely luck**.";
  const output = {
    trialCount: 360,
    best: { sharpeRatio: 0.94 },
    outOfSample: 0.41,
    expectedMaxSharpeOfLuck: 0.88,
  };
  return [
    ...handOff("decision", "You asked to tune a strategy."),
    { type: "tool-input-available", ...call, input },
    ...steps,
    { type: "tool-output-available", toolCallId: "call_sweep", dynamic: true, output },
    ...spoken(text, traced(text, "call_sweep", [])),
  ];
}

function orderAnswer(text: string, person: Person, desk: FixtureDesk): Beat[] {
  const symbol = /nvda/i.test(text) ? "NVDA" : "AAPL";
  const usd = Number(/\$([\d,]+)/.exec(text)?.[1]?.replaceAll(",", "") ?? 5000);
  const ticket = desk.propose(person, symbol, usd);
  const { id, terms } = ticket.proposal;
  const quorum = ticket.approval?.quorum ?? 1;
  const words = `I proposed to buy ${terms.quantity} ${symbol}. It passed the gates and needs ${quorum} ${quorum === 1 ? "approval" : "approvals"}; nothing is sent until then.`;
  return [
    ...handOff("decision", "You asked to put money in."),
    ...toolCall("call_quote", "get_quote", { symbol }, { bid: 187.2, ask: 187.3, source: "simulated" }, 40),
    ...toolCall(
      "call_prop",
      "propose_order",
      { symbol, side: "buy", notionalUsd: usd },
      { id, quantity: terms.quantity },
      60,
    ),
    ...toolCall(
      "call_judge",
      "judge_order",
      { proposalId: id },
      { decision: "needs-approval", approvalsNeeded: quorum },
      60,
    ),
    { type: "data-ticket", id, data: { proposalId: id } },
    ...spoken(words, traced(words, "call_prop", [])),
  ];
}

function failedAnswer(): Beat[] {
  const input = { symbol: "ZZZZ" };
  const error = {
    error: {
      code: "MODEL_UNAVAILABLE",
      kind: "unavailable",
      what: "The model did not answer.",
      why: "Its endpoint was silent for 30 s.",
      fix: "Try again, or unset OPENAI_BASE_URL to use the offline operator.",
    },
  };
  return [
    ...handOff("monitoring", "You asked about a price."),
    { type: "tool-input-available", toolCallId: "call_bad", toolName: "get_quote", dynamic: true, input },
    40,
    {
      type: "tool-output-error",
      toolCallId: "call_bad",
      dynamic: true,
      errorText: 'There is no instrument "ZZZZ".',
    },
    { type: "error", errorText: JSON.stringify(error) },
  ];
}

function slowAnswer(): Beat[] {
  const text = Array.from({ length: 60 }, (_, line) => `Line ${line + 1} of a long answer.`).join("\n\n");
  return [...handOff("explanation", "You asked for a long answer."), ...spoken(text, [], 120)];
}

/** An answer that quotes an article trying to run something and to load something. */
function hostileAnswer(): Beat[] {
  const text =
    "The article says <img src=x onerror=alert(1)> and ![pixel](https://tracker.example/p.png) and [this](javascript:alert(2)).";
  return spoken(text, []);
}

function portfolioAnswer(): Beat[] {
  const text = "Equity is **$100,154.77**, up 0.15% today, with three positions and 24.2% of it invested.";
  return [
    ...handOff("monitoring", "You asked how the desk stands."),
    ...toolCall("call_pf", "get_portfolio", {}, { equity: "100154.77", cash: "76000.00", positions: 3 }, 60),
    ...spoken(text, traced(text, "call_pf", [])),
  ];
}

function handOff(agent: string, reason: string): Beat[] {
  return [{ type: "data-agent", id: `agent-${agent}`, data: { agent, reason } }, 30];
}

function toolCall(
  toolCallId: string,
  toolName: string,
  input: object,
  output: object,
  tookMs: number,
): Beat[] {
  return [
    { type: "tool-input-available", toolCallId, toolName, dynamic: true, input },
    tookMs,
    { type: "tool-output-available", toolCallId, dynamic: true, output },
  ];
}

function spoken(text: string, figures: GroundedFigure[], everyMs = 8): Beat[] {
  const words = text.match(/\S+\s*/g) ?? [];
  return [
    { type: "text-start", id: "answer" },
    ...words.flatMap((delta): Beat[] => [{ type: "text-delta", id: "answer", delta }, everyMs]),
    { type: "text-end", id: "answer" },
    120,
    { type: "data-grounding", id: "grounding", data: { figures } },
  ];
}

/** Finds every figure with its place; those named untraced point nowhere. */
function traced(text: string, toolCallId: string, untraced: string[]): GroundedFigure[] {
  return [...text.matchAll(/\$?\d+(,\d{3})*(\.\d+)?%?/g)]
    .filter(([figure]) => figure.includes(".") || figure.includes("%") || figure.length > 2)
    .filter(([figure]) => !/^20\d\d$|^500$/.test(figure))
    .map(({ 0: figure, index }) => {
      const end = index + figure.length;
      return { text: figure, start: index, end, toolCallId: untraced.includes(figure) ? null : toolCallId };
    });
}

/** Ten years of weekly account values: a smooth rise with one deep fall for buy and hold. */
function curve(): EquityCurve {
  const start = Date.UTC(2010, 0, 4);
  const weeks = Array.from({ length: 535 }, (_, week) => week);
  const time = (week: number) => new Date(start + week * 7 * 86_400_000).toISOString().slice(0, 10);
  const wiggle = (week: number, seed: number) =>
    Math.sin(week / 9 + seed) * 0.025 +
    Math.sin(week / 3.1 + seed * 2) * 0.012 +
    Math.sin(week * 1.7 * seed) * 0.006;
  const rise = (yearly: number, week: number) => 100_000 * (1 + yearly) ** (week / 52);
  const crash = (week: number) => (week > 527 ? 1 - (week - 527) * 0.042 : 1);
  return {
    kind: "equity-curve",
    title: "SMA cross 20/50 on SP500",
    source: "sample",
    backtestId: "bkt_01JD8Q4T7M",
    series: [
      {
        name: "Strategy",
        points: weeks.map((week) => ({ time: time(week), value: rise(0.079, week) * (1 + wiggle(week, 1)) })),
      },
      {
        name: "Buy and hold",
        points: weeks.map((week) => ({
          time: time(week),
          value: rise(0.113, week) * (1 + wiggle(week, 2) * 1.6) * crash(week),
        })),
      },
    ],
  };
}
